"""What staff do with a case from the desk to the unit, and what they may see."""
