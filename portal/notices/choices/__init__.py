"""Who wants to be told what, and when nobody is disturbed."""
