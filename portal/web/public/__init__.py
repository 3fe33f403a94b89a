"""Pages of everyone."""
