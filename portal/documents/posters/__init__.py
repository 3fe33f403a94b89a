"""Paper with a QR code on it for a wall, a table or a counter; and the notice that must hang."""
