"""Finer figures: one survey for itself, its other answers, who answered, what people came for."""
