"""What an e-mail address looks like; whether it exists only a letter can tell."""

import re

LONGEST_EMAIL = 120
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


def is_email(text: str) -> bool:
    return _EMAIL.fullmatch(text) is not None
