"""Which unit a case should go to: ordered rules of the commune, proposed with their reasons."""
