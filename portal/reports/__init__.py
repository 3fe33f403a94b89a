"""Reporting periods and the files made from them."""
