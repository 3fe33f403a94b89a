"""The web: Flask lives here."""
