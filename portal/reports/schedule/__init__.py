"""On which day a period's figures become public, fixed before anybody has seen them."""
