"""Keeping the installation: backup and restore, looking it over, forgetting what is over."""
