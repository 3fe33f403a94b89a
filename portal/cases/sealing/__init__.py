"""A complaint or denunciation found in a stored petition: sealed, handed over, purged."""
