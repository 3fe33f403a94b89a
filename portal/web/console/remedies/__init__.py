"""Remedial plans on the console: the list, one plan, its findings and measures."""
