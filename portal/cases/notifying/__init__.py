"""Which step of a case is told to whom, and who is reminded of its day."""
