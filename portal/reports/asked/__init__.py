"""The report on one survey: what was asked, how, and what came of it."""
