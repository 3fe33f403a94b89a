"""A fictional commune with a year behind it, made with the same use cases as real input."""
