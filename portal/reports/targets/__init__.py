"""What a commune wants to reach, each target with its method and its source."""
