"""Comments sorted by the house's own words for what they are about."""
