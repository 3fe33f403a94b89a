"""What to ask and what the answers mean: no web, no database, no clock."""
