"""Petitions, from the first word to the published answer."""
