"""Satisfied shares with what it takes to judge them."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from surveys.intervals import Interval, wilson
from surveys.scoring import DEFAULT_METHOD, Counts, LevelCounts, satisfied, score, valid


@dataclass(frozen=True)
class Share:
    """A share of levels 4 and 5 among all levels, `share` from 0 to 1, by a named method.

    `n` counts people for one question and answers for several. The interval (Wilson, 95 %)
    exists for people only: several answers of one person are no independent draws.
    """

    satisfied: int
    n: int
    share: Fraction
    interval: Interval | None
    method: str = DEFAULT_METHOD


def share_of_people(counts: LevelCounts) -> Share | None:
    """Return the share of those who answered one question; None if nobody did."""
    share = score({"": counts})
    if share is None:
        return None
    happy, n = satisfied(counts), valid(counts)
    return Share(happy, n, share, wilson(happy, n))


def share_of_answers(items: Counts) -> Share | None:
    """Return the pooled share of all answers to several questions; None if there are none."""
    share = score(items)
    if share is None:
        return None
    happy = sum(satisfied(counts) for counts in items.values())
    return Share(happy, sum(valid(counts) for counts in items.values()), share, None)


def added_up(tables: Iterable[Counts]) -> dict[str, dict[int, int]]:
    """Add counts question by question: days to a period, counters to a unit."""
    total: dict[str, dict[int, int]] = {}
    for table in tables:
        for question, levels in table.items():
            sums = total.setdefault(question, {})
            for level, n in levels.items():
                sums[level] = sums.get(level, 0) + n
    return total
