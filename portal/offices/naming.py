"""The short names of a commune: the slug of its address and the prefix of its references."""

import re
from collections.abc import Collection, Iterator
from itertools import count

from portal.search import fold

LONGEST_SLUG = 60
LONGEST_PREFIX = 6
TYPE_WORDS = ("xa ", "phuong ", "dac khu ")
PROVINCE_WORDS = ("tinh ", "thanh pho ")


def slug_of(name: str, province: str, taken: Collection[str]) -> str:
    """Return `xa-suoi-mo`; with the province, then with a number, when that is taken here."""
    short = _slug(name)
    long = f"{short}-{_slug(_without(fold(province), PROVINCE_WORDS))}"[:LONGEST_SLUG].strip("-")
    numbered = (f"{long[: LONGEST_SLUG - 4]}-{number}" for number in count(2))
    return next(slug for slug in _chain((short, long), numbered) if slug not in taken)


def by_given_name(name: str) -> tuple[str, str]:
    """Return what a person is sorted by: the given name, then the whole name as written."""
    return (fold(name).split() or [""])[-1], name


def prefix_of(name: str, taken: Collection[str]) -> str:
    """Return 2 to 6 capital letters for references: initials first, then more of the name."""
    return next(prefix for prefix in _prefixes(name) if prefix not in taken)


def _prefixes(name: str) -> Iterator[str]:
    folded = fold(name)
    words = re.findall(r"[a-z]+", _without(folded, TYPE_WORDS).replace("'", "")) or ["xa"]
    initials = "".join(word[0] for word in words).upper()[:LONGEST_PREFIX]
    whole = "".join(words).upper()
    if len(initials) >= 2:
        yield initials
        yield (folded[0].upper() + initials)[:LONGEST_PREFIX]
    yield from (whole[:size] for size in range(2, min(LONGEST_PREFIX, len(whole)) + 1))
    # The letters of the alphabet as a number: SMB, SMC, … never run out before six letters do.
    yield from (f"{initials[:2]}{_letters(number)}" for number in range(26, 26**4))


def _letters(number: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number, 26)
        text = chr(ord("A") + digit) + text
    return text


def _slug(text: str) -> str:
    plain = fold(text).replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_SLUG].strip("-")


def _without(text: str, words: tuple[str, ...]) -> str:
    return next((text[len(word) :] for word in words if text.startswith(word)), text)


def _chain(first: tuple[str, ...], rest: Iterator[str]) -> Iterator[str]:
    yield from (slug for slug in first if slug)
    yield from rest
