"""Registers of cases: what came in, what became of it, and the figures of a period."""
