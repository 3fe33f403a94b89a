"""What the text of one cell says: a level, no answer, or something that fits neither."""

import unicodedata
from collections.abc import Iterable

import regex

from surveys.scale import Ladder

MISSING = 0
"""Slot of an answer that is not there; the lowest level has slot 1, the next slot 2."""

# 4, " 4 ", 4.0 and the 4,0 of a Vietnamese spreadsheet are one level; 4.5 is none.
_WHOLE = regex.compile(r"([+-]?[0-9]{1,9})(?:[.,]0*)?")
_REMEMBERED = 10_000


def plain(text: str) -> str:
    """Return the text composed and without outer blanks, so that equal words are equal."""
    return unicodedata.normalize("NFC", text.replace("\ufeff", "")).strip()


class Cells:
    """Reads cells on one ladder; `missing` are the codes that stand for no answer.

    A code wins over a level: with 0-10 and the code 0, nobody gave 0. `known` has the slots of
    texts met before, for those who read millions.
    """

    def __init__(self, ladder: Ladder, missing: Iterable[str]) -> None:
        self._ladder = ladder
        self._missing = {"", *map(_token, missing)}
        self.known: dict[str, int] = {}

    def slot(self, text: str) -> int | None:
        """Return the slot of a cell, or None if its text is neither a level nor a code."""
        token = _token(text)
        slot = None
        if token in self._missing:
            slot = MISSING
        elif _WHOLE.fullmatch(token) and int(token) in self._ladder.levels:
            slot = int(token) - self._ladder.low + 1
        if slot is not None and len(self.known) < _REMEMBERED:
            self.known[text] = slot
        return slot


def _token(text: str) -> str:
    bare = plain(text)
    number = _WHOLE.fullmatch(bare)
    return str(int(number[1])) if number else bare.casefold()
