"""Tablets at a counter: which there are, and how what was rated on them comes in, exactly once."""
