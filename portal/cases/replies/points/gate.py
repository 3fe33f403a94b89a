"""The gate an answer passes before it goes to whoever approves it: every point is answered.

It judges words, not truth. "Noted" and "passed on" may stand in an answer; alone they are none.
"""

import tomllib
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path

import regex

from portal.cases.handling.wording import written
from portal.cases.replies.points.point import LIMITS, MOST_POINTS, NAMES, Point
from portal.errors import InvalidInputError
from portal.search import fold

PHRASES = Path(__file__).with_name("phrases.toml")
# What a citizen raised and who acted are names and quotations; the rest has to say something.
JUDGED = frozenset({"found", "done", "when", "ground", "next_step"})


def passed(points: Sequence[Point], units: Collection[str] = ()) -> tuple[Point, ...]:
    """Return the points tidied and without blank ones, or raise what is missing, part by part.

    Raises `InvalidInputError`; a fault is named `points-<number>-<part>`, as on the page.
    """
    faults: dict[str, str] = {}
    found = [(number, point) for number, point in enumerate(points) if not point.is_blank]
    if not found:
        raise InvalidInputError(**{"points-0-raised": "required"})
    if len(found) > MOST_POINTS:
        raise InvalidInputError(points="too_many")
    tidied = [_tidied(number, point, units, faults) for number, point in found]
    if faults:
        raise InvalidInputError(**faults)
    return tuple(tidied)


def answered(reply: str, units: Collection[str] = ()) -> str:
    """Return an answer given in one piece; InvalidInputError when it is only a phrase."""
    if says_nothing(reply, units):
        raise InvalidInputError(reply="says_nothing")
    return reply


def says_nothing(text: str, units: Collection[str] = ()) -> bool:
    """Say whether a text is made of phrases that alone do not answer."""
    enough, phrases, fillers = _shipped()
    words = _without(_plain(text), [_plain(unit) for unit in units])
    rest = _without(words, phrases)
    if rest == words:
        return False
    left = [word for word in rest.split() if word not in fillers and not word.isdecimal()]
    return len(left) < enough


def _tidied(number: int, point: Point, units: Collection[str], faults: dict[str, str]) -> Point:
    parts: dict[str, str] = {}
    for name in NAMES:
        field = f"points-{number}-{name}"
        try:
            parts[name] = written(getattr(point, name), field, LIMITS[name])
        except InvalidInputError as error:
            faults |= error.fields
        else:
            if name in JUDGED and says_nothing(parts[name], units):
                faults[field] = "says_nothing"
    return Point(**parts)


def _plain(text: str) -> str:
    return " ".join(regex.findall(r"[\p{L}\p{N}]+", fold(text)))


def _without(words: str, phrases: Collection[str]) -> str:
    """Take phrases out of a line of words, the longest first."""
    longest_first = sorted(filter(None, phrases), key=len, reverse=True)
    if not longest_first:
        return words
    taken_out: str = regex.sub(rf"\b(?:{'|'.join(longest_first)})\b", "", words)
    return taken_out


@cache
def _shipped() -> tuple[int, tuple[str, ...], frozenset[str]]:
    """Return how many words are enough, the phrases, and the fillers."""
    with PHRASES.open("rb") as file:
        data = tomllib.load(file)
    fillers = frozenset(word for filler in data["fillers"] for word in _plain(filler).split())
    return int(data["enough"]), tuple(_plain(phrase) for phrase in data["phrases"]), fillers
