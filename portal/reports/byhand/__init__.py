"""Figures the portal cannot count: entered by one person with a source, checked by another."""
