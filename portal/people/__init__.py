"""Personal data: who wrote and how to reach them, read only for a stated purpose."""
