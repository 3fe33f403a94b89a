"""Leased jobs that survive a crash."""
