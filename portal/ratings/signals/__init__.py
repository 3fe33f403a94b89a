"""What is unusual about ratings: stuffing, pressure, and answers the chairperson verifies."""
