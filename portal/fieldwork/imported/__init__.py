"""Answers gathered elsewhere before, taken over from the table that a form service exports."""
