"""From counts to the figures of groups, hidden where they are small."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from portal.ratings.batches import ALL_RESPONSES
from portal.ratings.cells import Counted, Sums, added, of_groups, of_whole
from portal.ratings.divisions import WHOLE, Cell, Way, safe_divisions
from portal.ratings.shares import Share, added_up, share_of_answers, share_of_people
from portal.ratings.showing import (
    NOTHING,
    RESPONSES_ONLY,
    Visible,
    size,
    visible_in_parts,
    visible_in_total,
)
from surveys.disclosure import suppress
from surveys.instrument import Instrument
from surveys.scoring import Counts, valid

OVERALL = "overall"
CUT = frozenset({ALL_RESPONSES, OVERALL})
"""What is also shown by flag, by reason and by channel."""


class Days(NamedTuple):
    """Some days of an authority, both ends among them."""

    authority_id: int
    from_on: date
    to_on: date


class Point(NamedTuple):
    """A service point and the unit it belongs to."""

    id: int
    name: str
    unit_id: int
    unit_name: str


@dataclass(frozen=True)
class Terms:
    """On which terms figures are made: the smallest group, the criteria, whether all is in."""

    smallest_group: int
    criteria: tuple[str, ...]
    is_settled: bool

    @classmethod
    def of(cls, smallest_group: int, instrument: Instrument | None, *, is_settled: bool) -> "Terms":
        criteria = instrument.criteria if instrument else ()
        return cls(smallest_group, tuple(question.code for question in criteria), is_settled)


@dataclass(frozen=True)
class GroupResults:
    """What one group answered, or that it has to stay hidden (then all is empty).

    `counts` holds the questions that may be shown: level → answers, level 0 for "does not
    concern me". `overall` is the share of people by the overall question; `index` pools the
    answers to all criteria and exists only if each answered criterion may be shown.
    """

    id: int
    name: str
    is_hidden: bool
    responses: int | None
    counts: Counts
    overall: Share | None
    index: Share | None

    def question(self, code: str) -> Share | None:
        """Return the satisfied share of one question; None if hidden or nobody answered it."""
        return share_of_people(self.counts.get(code, {}))


@dataclass(frozen=True)
class UnitResults(GroupResults):
    """A unit with its counters; figures of counters are for the house, never for the public."""

    points: tuple[GroupResults, ...]


@dataclass(frozen=True)
class Apart:
    """A group with flagged ratings, and its figures once more without them.

    `id` is None for the whole. All others are `others` ratings with `overall` as their share.
    """

    id: int | None
    name: str
    flagged: int
    others: int
    overall: Share | None


@dataclass(frozen=True)
class Figured:
    """Figures of a whole, its units and their points; flagged ratings are in all of them.

    `channels` says how many responses came which way, `flagged` how many of them carry a flag
    (None where subtraction would tell), `reasons` which; what may not be shown is left out.
    """

    total: GroupResults
    units: tuple[UnitResults, ...]
    channels: Mapping[str, int]
    flagged: int | None
    reasons: Mapping[str, int]
    apart: tuple[Apart, ...]


def figured(
    cells: Sequence[Counted], points: Sequence[Point], whole: tuple[int, str], terms: Terms
) -> Figured:
    """Return what may be shown of counts; `whole` is the id and the name of the authority."""
    sums = added(cells)
    visible = visible_in_total(map(of_whole, sums.halves.values()), terms.smallest_group)
    counts = added_up(sums.points.values())
    if not terms.is_settled:
        total = group(*whole, counts, visible & RESPONSES_ONLY, terms)
        return Figured(total, units(points, sums, NOTHING, terms), {}, None, {}, ())
    total = group(*whole, counts, visible, terms)
    found = units(points, sums, visible, terms)
    ways = kinds(cells, points, terms.smallest_group)
    return Figured(
        total=total,
        units=found,
        channels=ways[Way.CHANNEL],
        flagged=ways[Way.FLAGGED].get(WHOLE),
        reasons=ways[Way.REASON],
        apart=tuple(apart(cells, points, (total, found), ways[Way.FLAGGED])),
    )


def group(id_: int, name: str, counts: Counts, visible: Visible, terms: Terms) -> GroupResults:
    """Return the figures of a group as far as `visible` allows."""
    is_hidden = ALL_RESPONSES not in visible
    shown = {
        question: levels
        for question, levels in sorted(counts.items())
        if question in visible and question != ALL_RESPONSES
    }
    return GroupResults(
        id=id_,
        name=name,
        is_hidden=is_hidden,
        responses=None if is_hidden else size(counts, ALL_RESPONSES),
        counts=shown,
        overall=share_of_people(shown.get(OVERALL, {})),
        index=_index(counts, visible, terms),
    )


def units(
    points: Sequence[Point], sums: Sums, whole: Visible, terms: Terms
) -> tuple[UnitResults, ...]:
    """Return the figures of each unit and its points, in the order of `points`."""
    of_unit: dict[int, list[Point]] = {}
    for point in points:
        of_unit.setdefault(point.unit_id, []).append(point)
    unit_of = {point.id: point.unit_id for point in points}
    halves = [of_groups(sizes, unit_of) for sizes in sums.halves.values()]
    visible = visible_in_parts(of_unit, halves, whole, terms.smallest_group)
    return tuple(
        UnitResults(
            **vars(group(unit, own[0].unit_name, _sum(sums, own), visible[unit], terms)),
            points=_points(own, sums, visible[unit], terms),
        )
        for unit, own in of_unit.items()
    )


def kinds(
    cells: Iterable[Counted], points: Sequence[Point], smallest_group: int
) -> dict[Way, dict[str, int]]:
    """Return how responses came in and how many are flagged, as far as that may be shown."""
    halves: dict[date, dict[str, dict[Cell, int]]] = {}
    sums: dict[Way, Counter[str]] = {way: Counter() for way in Way}
    unit_of = {point.id: point.unit_id for point in points}
    sums[Way.FLAGGED][WHOLE] = 0
    for cell in cells:
        people = cell.people if cell.question in CUT else 0
        if people:
            table = halves.setdefault(cell.half_month_on, {}).setdefault(cell.question, {})
            key = (cell.service_point_id, cell.channel, cell.flag)
            table[key] = table.get(key, 0) + people
        if cell.question == ALL_RESPONSES:
            sums[Way.CHANNEL][cell.channel] += people
            if cell.flag:
                sums[Way.REASON][cell.flag] += people
                sums[Way.FLAGGED][WHOLE] += people
                sums[Way.FLAGGED][str(unit_of[cell.service_point_id])] += people
    of_unit = {unit: {p for p, own in unit_of.items() if own == unit} for unit in unit_of.values()}
    safe = safe_divisions(list(halves.values()), of_unit, smallest_group)
    return {
        way: {name: n for name, n in sorted(found.items()) if not n or (way, name) in safe}
        for way, found in sums.items()
    }


def apart(
    cells: Sequence[Counted],
    points: Sequence[Point],
    groups: tuple[GroupResults, Sequence[UnitResults]],
    flagged: Mapping[str, int],
) -> Iterator[Apart]:
    """Yield the whole and the units with flagged ratings, and what all the others say."""
    total, of_units = groups
    unit_of = {point.id: point.unit_id for point in points}
    plain = added(cell for cell in cells if cell.question == OVERALL and not cell.flag)
    for found, id_ in [(total, None), *((unit, unit.id) for unit in of_units)]:
        n = flagged.get(WHOLE if id_ is None else str(id_), 0)
        if n and found.responses is not None and OVERALL in found.counts:
            counts = added_up(plain.of(p for p in unit_of if id_ in {None, unit_of[p]}))
            others = share_of_people(counts.get(OVERALL, {}))
            yield Apart(id_, found.name, n, found.responses - n, others)


def shown_sums(half_months: Iterable[Mapping[str, int]], smallest_group: int) -> dict[str, int]:
    """Add up the groups of half months; one that is hidden in any of them is left out."""
    sums: Counter[str] = Counter()
    hidden: set[str] = set()
    for sizes in half_months:
        sums.update(sizes)
        hidden |= suppress(sizes, smallest_group).hidden
    return {name: n for name, n in sorted(sums.items()) if name not in hidden}


def _points(
    points: Sequence[Point], sums: Sums, whole: Visible, terms: Terms
) -> tuple[GroupResults, ...]:
    ids = {point.id for point in points}
    visible = visible_in_parts(ids, sums.halves.values(), whole, terms.smallest_group)
    return tuple(
        group(point.id, point.name, _sum(sums, [point]), visible[point.id], terms)
        for point in points
    )


def _sum(sums: Sums, points: Iterable[Point]) -> Counts:
    return added_up(sums.of(point.id for point in points))


def _index(counts: Counts, visible: Visible, terms: Terms) -> Share | None:
    answered = {code: counts[code] for code in terms.criteria if valid(counts.get(code, {}))}
    # A pooled figure minus the criteria shown beside it would be the hidden criterion.
    return share_of_answers(answered) if answered.keys() <= visible else None
