"""Working days of Việt Nam, terms, due dates and their explanation."""
