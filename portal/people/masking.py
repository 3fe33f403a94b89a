"""A first redaction of what becomes public; a person of the office always reads it again."""

import re

from portal.people.details import ContactDetails

MASK = "[…]"
SHORTEST_NAME = 3

# Telephone, identity card and account numbers: eight digits or more, however they are grouped.
NUMBER = re.compile(r"(?<!\w)\+?\d(?:[ .()-]{0,2}\d){7,}(?!\w)")
EMAIL = re.compile(r"[^\s@<>(),;]+@[^\s@<>(),;]+\.[^\s@<>(),;]*\w")


def masked(text: str, sender: ContactDetails | None = None) -> str:
    """Return a text without numbers, e-mail addresses and the sender's own name and address."""
    text = NUMBER.sub(MASK, EMAIL.sub(MASK, text))
    for own in (sender.name, sender.address) if sender else ():
        if len(own) >= SHORTEST_NAME:
            text = re.sub(rf"(?<!\w){re.escape(own)}(?!\w)", MASK, text, flags=re.IGNORECASE)
    return text
