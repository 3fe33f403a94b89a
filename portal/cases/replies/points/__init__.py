"""An answer point by point: what was raised, found and done, and what the sender can do next."""
