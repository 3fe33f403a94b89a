"""Authorities, their units, service points, villages, staff and what staff may do."""
