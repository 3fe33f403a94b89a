"""Bút phê: a leader's note on a case that becomes a unit's task, with a day, done with a word."""
