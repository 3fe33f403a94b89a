"""The attack of one who holds every table ever shown: by unit, counter, channel, flag and period.

Each published number is an equation over the unknown cells (half month, counter, channel, flag);
cells nobody is in are taken as known. Rational elimination finds all that the equations determine.
`PROVE=1` tries many more worlds.
"""

import os
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import product

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from portal.ratings.cells import Counted
from portal.ratings.divisions import WHOLE, Way, safe_divisions
from portal.ratings.figures import Figured, Point, Terms, figured
from tests.portal.ratings.builders import counted
from tests.portal.ratings.test_subtraction import Cell, reduced, span

K = 5
HALVES = [date(2026, 12, 15), date(2027, 1, 1), date(2027, 1, 15), date(2027, 2, 1)]
# Half months, months from the 1st and from the 15th, and a quarter that reaches across the year.
PERIODS = [*(range(n, n + 1) for n in range(4)), range(2), range(1, 3), range(2, 4), range(4)]
POINTS = [
    Point(1, "Quầy 1", 10, "Trung tâm"),
    Point(2, "Quầy 2", 10, "Trung tâm"),
    Point(3, "Bàn tiếp đón", 20, "Trạm Y tế"),
    Point(4, "Trực ban", 30, "Công an xã"),
]
UNIT_OF = {point.id: point.unit_id for point in POINTS}
CHANNELS, FLAGS = ("paper", "qr"), ("", "burst", "cadence")
EXAMPLES = 1500 if os.environ.get("PROVE") else 40

SETTLED = Terms(K, (), is_settled=True)

World = Mapping[tuple[int, int, str, str], int]
"""Half month, counter, channel, flag → how many rated."""
WORLDS = some.dictionaries(
    some.tuples(
        some.integers(0, len(HALVES) - 1),
        some.sampled_from(list(UNIT_OF)),
        some.sampled_from(CHANNELS),
        some.sampled_from(FLAGS),
    ),
    some.one_of(some.integers(1, 8), some.integers(9, 40)),
    max_size=16,
)
# The only flagged of a small counter: those of its unit, less those of the other, are its own.
ONE_COUNTER: World = {
    (0, 1, "qr", ""): 3,
    (0, 1, "qr", "burst"): 6,
    (0, 2, "qr", "burst"): 9,
    (0, 3, "qr", ""): 20,
    (0, 4, "qr", ""): 20,
}


def cells(world: World, halves: range) -> list[Counted]:
    return [
        counted((point, channel, flag), question, level, HALVES[half], n)
        for (half, point, channel, flag), n in world.items()
        for question, level in (("*", 0), ("overall", 5))
        if half in halves
    ]


def told(found: Figured) -> Iterator[tuple[object, ...]]:
    """Yield of every number on a page which counters, channels and flags it adds up."""
    everyone = frozenset(UNIT_OF)
    yielded = [(found.total, everyone), *((u, _points(u.id)) for u in found.units)]
    yielded += [(point, frozenset({point.id})) for unit in found.units for point in unit.points]
    for group, points in yielded:
        if not group.is_hidden:
            yield points, CHANNELS, FLAGS
    for channel in found.channels:
        yield everyone, (channel,), FLAGS
    for reason in found.reasons:
        yield everyone, CHANNELS, (reason,)
    if found.flagged is not None:
        yield everyone, CHANNELS, FLAGS[1:]
    for one in found.apart:
        points = everyone if one.id is None else _points(one.id)
        yield points, CHANNELS, FLAGS[1:]
        yield points, CHANNELS, FLAGS[:1]


def _points(unit: int) -> frozenset[int]:
    return frozenset(point for point, own in UNIT_OF.items() if own == unit)


def equations(world: World) -> Iterator[list[Cell]]:
    for halves in PERIODS:
        found = figured(cells(world, halves), POINTS, (1, "Xã"), SETTLED)
        for points, channels, flags in told(found):
            yield list(product(halves, points, channels, flags))  # type: ignore[call-overload]


def groups_of_a_few(world: World) -> Iterator[list[Cell]]:
    """Yield whoever may be asked about: counters, units, all; by channel, flag, or either."""
    wholes = [
        list(UNIT_OF),
        *(list(_points(unit)) for unit in (10, 20, 30)),
        *([p] for p in UNIT_OF),
    ]
    ways = product(PERIODS, wholes, (CHANNELS, *([c] for c in CHANNELS)),
                   (FLAGS, FLAGS[1:], *([f] for f in FLAGS)))  # fmt: skip
    for halves, points, channels, flags in ways:
        inside = [cell for cell in product(halves, points, channels, flags) if world.get(cell)]
        if 0 < sum(world[cell] for cell in inside) < K:
            yield inside


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(world=WORLDS)
@example(world=ONE_COUNTER)
@example(world={**ONE_COUNTER, (1, 3, "paper", ""): 2, (2, 4, "paper", "cadence"): 4})
def test_no_table_of_any_period_gives_a_few_people_away(world: World) -> None:
    known = span(equations(world), world)
    for group in groups_of_a_few(world):
        row = reduced(known, dict.fromkeys(group, Fraction(1)))
        assert row, group


def test_the_attack_would_find_what_a_table_too_many_gives_away() -> None:
    everything = [*equations(ONE_COUNTER), [(0, 2, channel, "burst") for channel in CHANNELS]]
    known = span(iter([*everything, [(0, 1, "qr", "burst"), (0, 2, "qr", "burst")]]), ONE_COUNTER)
    alone = [
        group
        for group in groups_of_a_few(ONE_COUNTER)
        if not reduced(known, dict.fromkeys(group, Fraction(1)))
    ]
    assert [(0, 1, "qr", "")] in alone


def test_flagged_are_shown_where_enough_people_stand_on_either_side() -> None:
    world: World = {(0, 1, "qr", ""): 12, (0, 1, "qr", "burst"): 7, (0, 3, "qr", ""): 20}
    found = figured(cells(world, range(1)), POINTS, (1, "Xã"), SETTLED)
    assert (found.flagged, found.reasons) == (7, {"burst": 7})
    assert [(one.id, one.flagged, one.others) for one in found.apart] == [
        (None, 7, 32),
        (10, 7, 12),
    ]
    assert all(one.overall is not None and one.overall.n == one.others for one in found.apart)


def test_a_few_flagged_are_neither_shown_nor_denied() -> None:
    world: World = {(0, 1, "qr", ""): 30, (0, 1, "qr", "burst"): 3, (0, 3, "qr", ""): 20}
    found = figured(cells(world, range(1)), POINTS, (1, "Xã"), SETTLED)
    assert (found.total.responses, found.flagged, found.reasons, found.apart) == (53, None, {}, ())


def test_nobody_flagged_is_said_of_the_whole() -> None:
    found = figured(cells({(0, 1, "qr", ""): 9}, range(1)), POINTS, (1, "X"), SETTLED)
    assert (found.flagged, found.reasons, found.apart, found.channels) == (0, {}, (), {"qr": 9})


def test_divisions_are_safe_by_half_month() -> None:
    half = {"*": {(1, "qr", ""): 9, (1, "paper", ""): 2, (3, "qr", "burst"): 6}}
    fine = {"*": {(1, "qr", ""): 9, (1, "paper", ""): 8, (3, "qr", "burst"): 6}}
    units = {10: {1, 2}, 20: {3}}
    assert (Way.CHANNEL, "paper") in safe_divisions([fine], units, K)
    assert (Way.CHANNEL, "paper") not in safe_divisions([fine, half], units, K)
    assert (Way.FLAGGED, WHOLE) in safe_divisions([fine, half], units, K)
