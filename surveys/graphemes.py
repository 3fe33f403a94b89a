"""Typed text as people count it: cleaned, and measured in letters rather than code points."""

import unicodedata

import regex

# What no keyboard means to send: PostgreSQL refuses NUL, UTF-8 refuses half a surrogate pair, and
# a direction override turns an officer's line around.
_UNWANTED = regex.compile(r"[[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]--[\n\t]]", regex.V1)

# Sorting a long run of combining marks takes quadratic time (100,000 marks: five seconds), so a
# tower is cut before it is normalised. No living orthography stacks more than five.
_TOWER = regex.compile(r"(\p{M}{10})\p{M}+")

_CLUSTER = regex.compile(r"\X")
_VISIBLE = regex.compile(r"[^\p{Cc}\p{Cf}\p{Z}]")

# One cluster may join any number of emoji; ten code points a letter is beyond any real text.
_MOST_POINTS_PER_LETTER = 10


def clean(text: str) -> str:
    """Return the text in NFC with LF line ends, without control characters or outer blanks.

    Text that shows nothing (blanks, zero-width marks) comes back empty.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _TOWER.sub(r"\1", _UNWANTED.sub("", text))
    text = unicodedata.normalize("NFC", text).strip()
    return text if _VISIBLE.search(text) else ""


def letters(text: str) -> int:
    """Return the number of grapheme clusters: the Ê Đê letter ê̆ is one, though two code points."""
    return sum(1 for _ in _CLUSTER.finditer(text))


def is_longer(text: str, limit: int) -> bool:
    """Say whether cleaned text has more than `limit` letters, in time bounded by the limit."""
    if len(text) <= limit:
        return False
    return len(text) > limit * _MOST_POINTS_PER_LETTER or letters(text) > limit
