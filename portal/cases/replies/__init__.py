"""The answer: drafted, approved by someone else, signed, told, and shown to everyone."""
