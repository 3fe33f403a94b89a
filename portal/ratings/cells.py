"""Counts as they are read, and what they add up to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from portal.ratings.batches import ALL_RESPONSES
from surveys.scoring import Counts

Sizes = dict[str, dict[int, int]]
"""How many people answered each question in each part of a whole."""


class Counted(NamedTuple):
    """How many at a point, by a channel, with a flag and in half a month, gave each level.

    `levels` begins with "does not concern me"; responses themselves are counted there.
    """

    service_point_id: int
    channel: str
    flag: str
    question: str
    half_month_on: date
    levels: tuple[int, ...]

    @property
    def people(self) -> int:
        """How many people stand behind it: responses, or answers on a level."""
        first, *others = self.levels
        return first if self.question == ALL_RESPONSES else sum(others)


@dataclass(frozen=True)
class Sums:
    """Counts added up: levels of each point over all days, people in each half month."""

    points: dict[int, dict[str, dict[int, int]]] = field(default_factory=dict)
    halves: dict[date, Sizes] = field(default_factory=dict)

    def of(self, points: Iterable[int]) -> list[Counts]:
        return [self.points[point] for point in points if point in self.points]


def added(cells: Iterable[Counted]) -> Sums:
    """Add counts up; what may be shown needs no levels, so half months have none."""
    sums = Sums()
    levels: dict[tuple[int, str], list[int]] = {}
    for cell in cells:
        point, question = cell.service_point_id, cell.question
        sizes = sums.halves.setdefault(cell.half_month_on, {}).setdefault(question, {})
        sizes[point] = sizes.get(point, 0) + cell.people
        known = levels.get((point, question))
        levels[point, question] = (
            [a + b for a, b in zip(known, cell.levels, strict=True)] if known else [*cell.levels]
        )
    for (point, question), counts in levels.items():
        given = {level: n for level, n in enumerate(counts) if n}
        sums.points.setdefault(point, {})[question] = given
    return sums


def of_groups(sizes: Sizes, group_of: Mapping[int, int]) -> Sizes:
    """Add the sizes of parts up to those of the groups they belong to."""
    found: Sizes = {}
    for question, parts in sizes.items():
        groups = found.setdefault(question, {})
        for part, n in parts.items():
            group = group_of[part]
            groups[group] = groups.get(group, 0) + n
    return found


def of_whole(sizes: Mapping[str, Mapping[int, int]]) -> dict[str, int]:
    return {question: sum(parts.values()) for question, parts in sizes.items()}
