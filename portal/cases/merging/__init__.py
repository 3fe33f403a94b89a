"""Cases on one matter: found by what they share, related, or answered together."""
