"""All open work of a person or a unit, given to another in one action."""
