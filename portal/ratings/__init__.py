"""Ratings: intake of responses, folding into counts, results of a period."""
