"""Remedial plans: what was found wrong, why, who puts it right by when, and whether it helped."""
