"""What the portal tells people outside a page."""
