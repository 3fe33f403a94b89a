"""How each format is taken apart and written anew; only the quarantine runs this on real files."""
