"""Results read more closely, and what the house fixes and says beside them."""
