"""Pages of those who set the portal up."""
