"""Who did what in the office: one log from four records, without a word of any petition."""
