"""The tables that go with a report: real formulas, every sum reached in two ways."""
