"""What an export holds beyond the figures of one period: its past, its lists, its JSON."""
