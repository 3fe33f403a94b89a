"""Which cases may be about the same matter: those that share rare words, near in place and day."""

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from portal.search import fold

# A pair of syllables is a word of Vietnamese; one that stands in many stories says little.
COMMON_SHARE, FEW = 0.2, 4
NEEDED = 4
NEEDED_HERE = 2
NEAR_DAYS = 14
MOST_SHOWN = 5

Pair = tuple[str, str]


@dataclass(frozen=True)
class Told:
    """One story with its place and day; `key` is what the caller knows it by."""

    key: Hashable
    words: str
    on: date
    place: Hashable = None


@dataclass(frozen=True)
class Alike:
    """A story that may be about the same matter, and the rare words that both have."""

    key: Hashable
    shared: tuple[str, ...]
    same_place: bool
    days_apart: int


def similar(told: Told, others: Iterable[Told]) -> Sequence[Alike]:
    """Return the most similar stories, the best first; the same each time for the same stories."""
    pool = list(others)
    paired = {one.key: _pairs(one.words) for one in pool}
    own = _pairs(told.words)
    known = Counter(pair for pairs in paired.values() for pair in pairs)
    rare = {pair for pair in own if known[pair] <= max(FEW, int(len(pool) * COMMON_SHARE))}
    found = [_alike(told, one, rare & paired[one.key].keys(), own) for one in pool]
    fitting = [one for one in found if len(one.shared) >= _needed(one)]
    return sorted(fitting, key=_rank)[:MOST_SHOWN]


def _alike(told: Told, other: Told, shared: set[Pair], own: Mapping[Pair, str]) -> Alike:
    said = (own[pair] for pair in sorted(shared, key=list(own).index))
    same_place = told.place is not None and told.place == other.place
    return Alike(other.key, tuple(said), same_place, abs((told.on - other.on).days))


def _needed(one: Alike) -> int:
    is_near = one.same_place and one.days_apart <= NEAR_DAYS
    return NEEDED_HERE if is_near else NEEDED


def _rank(one: Alike) -> tuple[int, bool, int, str]:
    return (-len(one.shared), not one.same_place, one.days_apart, str(one.key))


def _pairs(text: str) -> dict[Pair, str]:
    """Return the pairs of neighbouring syllables without diacritics, each as the text writes it."""
    syllables = re.findall(r"\w+", unicodedata.normalize("NFC", text).lower())
    found: dict[Pair, str] = {}
    for one, two in pairwise(syllables):
        found.setdefault((fold(one), fold(two)), f"{one} {two}")
    return found
