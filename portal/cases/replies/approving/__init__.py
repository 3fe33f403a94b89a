"""Reading and approving several drafts at once; each is judged alone."""
