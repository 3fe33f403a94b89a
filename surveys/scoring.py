"""Indices by named, versioned method: exact inside, rounded only for display.

A method never changes under its name. The same counts give 87.3 by one and 91.0 by another, so a
figure without the name of its method says nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import floor

from surveys.scale import FIVE, NOT_APPLICABLE, Ladder
from surveys.weighing import PLAIN, Terms

LevelCounts = Mapping[int, int]
"""Answers per level of one question; 0 ("does not concern me") may be there and never counts."""

Counts = Mapping[str, LevelCounts]
"""Level counts per question code."""


def valid(counts: LevelCounts, ladder: Ladder = FIVE) -> int:
    """Return n: answers on the levels. Blanks and "does not concern me" are not among them."""
    strange = counts.keys() - {*ladder.levels, NOT_APPLICABLE}
    if strange:  # such as "4" out of JSON, which would silently count as no answer
        raise ValueError(f"not a level: {sorted(map(repr, strange))}")
    return sum(counts.get(level, 0) for level in ladder.levels)


def satisfied(counts: LevelCounts, ladder: Ladder = FIVE) -> int:
    """Return how many answered on a level that means satisfied: 4 or 5 of five.

    Raises `ValueError` if no level of the ladder does.
    """
    if not ladder.satisfied:
        raise ValueError(f"no level of {ladder.low}-{ladder.high} means satisfied")
    return sum(counts.get(level, 0) for level in ladder.satisfied)


def satisfied_share(counts: LevelCounts, ladder: Ladder = FIVE) -> Fraction | None:
    """Return (n4 + n5) / (n1 + … + n5), from 0 to 1; None if nobody answered."""
    return _ratio(satisfied(counts, ladder), valid(counts, ladder))


def turned(counts: LevelCounts, ladder: Ladder = FIVE) -> dict[int, int]:
    """Return the counts of a reversed item the right way up: its 1 becomes 5."""
    return {
        ladder.turned(level) if level in ladder.levels else level: n for level, n in counts.items()
    }


def _pooled_share(items: Counts, terms: Terms) -> Fraction | None:
    happy = sum(satisfied(counts, terms.ladder) for counts in items.values())
    return _ratio(happy, _answers(items, terms))


def _item_mean_share(items: Counts, terms: Terms) -> Fraction | None:
    shares = _shares(items, terms)
    return _weighted_mean([(1, share) for share in shares.values()])


def _item_weighted_share(items: Counts, terms: Terms) -> Fraction | None:
    weights = terms.weights.items
    shares = _shares(items, terms)
    return _weighted_mean([(weights.get(code, 1), share) for code, share in shares.items()])


def _factor_weighted_share(items: Counts, terms: Terms) -> Fraction | None:
    of_factor: dict[str, dict[str, LevelCounts]] = {}
    for code, counts in items.items():
        of_factor.setdefault(terms.weights.factor_of[code], {})[code] = counts
    parts = [
        (terms.weights.factors[factor], share)
        for factor, own in of_factor.items()
        if (share := _item_weighted_share(own, terms)) is not None
    ]
    return _weighted_mean(parts)


def _mean_level(items: Counts, terms: Terms) -> Fraction | None:
    levels = terms.ladder.levels
    total = sum(level * counts.get(level, 0) for counts in items.values() for level in levels)
    return _ratio(total, _answers(items, terms))


def _mean_points(items: Counts, terms: Terms) -> Fraction | None:
    mean = _mean_level(items, terms)
    return None if mean is None else mean - terms.ladder.low


def _mean_0_100(items: Counts, terms: Terms) -> Fraction | None:
    points = _mean_points(items, terms)
    return None if points is None else points * 100 / (terms.ladder.high - terms.ladder.low)


class Measure(StrEnum):
    """What an index is a number of, and so the range it lies in."""

    SHARE = "share"
    LEVEL = "level"
    POINTS = "points"
    HUNDRED = "hundred"

    def bounds(self, ladder: Ladder = FIVE) -> tuple[int, int]:
        """Return the least and the greatest index that answers on the ladder can give."""
        return {
            Measure.SHARE: (0, 1),
            Measure.LEVEL: (ladder.low, ladder.high),
            Measure.POINTS: (0, ladder.high - ladder.low),
            Measure.HUNDRED: (0, 100),
        }[self]


@dataclass(frozen=True, slots=True)
class Method:
    """How an index is made of the counts of its items; `weighed` are the weights it needs."""

    name: str
    measure: Measure
    score: Callable[[Counts, Terms], Fraction | None]
    weighed: str = ""


METHODS: Mapping[str, Method] = {
    method.name: method
    for method in (
        Method("satisfied-share-pooled/1", Measure.SHARE, _pooled_share),
        Method("satisfied-share-item-mean/1", Measure.SHARE, _item_mean_share),
        Method("satisfied-share-weighted-items/1", Measure.SHARE, _item_weighted_share, "items"),
        Method(
            "satisfied-share-weighted-factors/1", Measure.SHARE, _factor_weighted_share, "factors"
        ),
        Method("mean-score/1", Measure.LEVEL, _mean_level),
        Method("mean-points/1", Measure.POINTS, _mean_points),
        Method("mean-0-100/1", Measure.HUNDRED, _mean_0_100),
    )
}

DEFAULT_METHOD = "satisfied-share-pooled/1"


def score(items: Counts, method: str = DEFAULT_METHOD, terms: Terms = PLAIN) -> Fraction | None:
    """Return the index of the items, unrounded; None if nobody answered any of them.

    Pooled methods and means weigh an item by its answers, `item-mean` gives every answered item
    one vote; weighted ones take `terms.weights`, and an item or factor nobody answered loses its
    weight to the others. Raises `KeyError` for a method that is not in `METHODS`, and under
    factor weights for an item without factor or a factor without weight.
    """
    return METHODS[method].score(items, terms)


def half_up(value: Fraction | float, digits: int = 1) -> Decimal:
    """Round for display as taught at school: 62.25 → 62.3, and -1.25 → -1.3.

    Give a `Fraction` where a tie can happen: a float may already lie below it.
    """
    exact = Fraction(value)
    units = floor(abs(exact) * 10**digits + Fraction(1, 2))
    return Decimal(units if exact >= 0 else -units).scaleb(-digits)


def _answers(items: Counts, terms: Terms) -> int:
    return sum(valid(counts, terms.ladder) for counts in items.values())


def _shares(items: Counts, terms: Terms) -> dict[str, Fraction]:
    shares = {code: satisfied_share(counts, terms.ladder) for code, counts in items.items()}
    return {code: share for code, share in shares.items() if share is not None}


def _weighted_mean(parts: list[tuple[int, Fraction]]) -> Fraction | None:
    whole = sum(weight for weight, _ in parts)
    return _ratio(sum((weight * share for weight, share in parts), Fraction()), whole)


def _ratio(part: Fraction | int, whole: int) -> Fraction | None:
    return Fraction(part) / whole if whole else None
