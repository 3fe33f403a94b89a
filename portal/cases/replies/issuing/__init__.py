"""Signing and issuing: the portal drafts the paper, people sign it, the records clerk issues it."""
