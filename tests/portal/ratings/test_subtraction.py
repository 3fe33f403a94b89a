"""The attack: whoever adds and subtracts all that is ever shown finds no group of a few people."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import combinations
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as some

from portal.ratings.cells import Counted
from portal.ratings.figures import GroupResults, Point, Terms, figured
from tests.portal.ratings.builders import counted

K = 5
HALVES = [date(2026, month, day) for month in (1, 2, 3) for day in (1, 15)]
# Months, months from the 15th, quarters, halves of months: every run of half months at once.
PERIODS = [range(a, b + 1) for a, b in combinations(range(len(HALVES)), 2)]
PERIODS += [range(one, one + 1) for one in range(len(HALVES))]
POINTS = [
    Point(1, "Quầy 1", 10, "Trung tâm"),
    Point(2, "Quầy 2", 10, "Trung tâm"),
    Point(3, "Bàn tiếp đón", 20, "Trạm Y tế"),
    Point(4, "Trực ban", 30, "Công an xã"),
]
TERMS = Terms(K, ("manner",), is_settled=True)
QUESTIONS = ("*", "overall", "manner")

Ratings = Mapping[tuple[int, int], tuple[int, int]]
"""Half month and point → how many rated, and how many of them answered on manner."""
Cell = tuple[Any, ...]
Row = dict[Cell, Fraction]

RATINGS = some.dictionaries(
    some.tuples(some.integers(0, len(HALVES) - 1), some.sampled_from([one.id for one in POINTS])),
    some.tuples(some.integers(1, 12), some.integers(0, 12)),
)
# 8, 9 and 3 in three months; the third is hidden, and the quarter shown would give it away.
QUARTER: Ratings = {
    **{(half, 4): (n, n) for half, n in ((0, 8), (2, 9), (4, 3))},
    **{(half, point): (20, 20) for half in (0, 2, 4) for point in (1, 2, 3)},
}


def cells(ratings: Ratings, halves: range) -> list[Counted]:
    """Make the tallies of a period; one row for each question that was answered."""
    found = []
    for (half, point), (n, manner) in ratings.items():
        if half in halves:
            sizes = {"*": (0, n), "overall": (5, n), "manner": (4, min(manner, n))}
            for question, (level, size) in sizes.items():
                if size:
                    place = (point, "qr", "")
                    found.append(counted(place, question, level, HALVES[half], size))
    return found


def said(group: GroupResults, question: str) -> bool:
    return not group.is_hidden and (question == "*" or question in group.counts)


def equations(ratings: Ratings, question: str) -> Iterator[list[Cell]]:
    """Yield of every figure that is shown which half months and points it adds up."""
    for halves in PERIODS:
        found = figured(cells(ratings, halves), POINTS, (1, "Xã"), TERMS)
        groups = [(found.total, [point.id for point in POINTS])]
        for unit in found.units:
            groups.append((unit, [point.id for point in POINTS if point.unit_id == unit.id]))
            groups += [(point, [point.id]) for point in unit.points]
        yield from ([(h, p) for h in halves for p in ids] for g, ids in groups if said(g, question))


def reduced(rows: list[Row], row: Row) -> Row:
    for known in rows:
        pivot = min(known)
        if factor := row.get(pivot):
            row = plus(row, known, -factor)
    return row


def plus(row: Row, other: Row, factor: Fraction) -> Row:
    sums = {cell: row.get(cell, 0) + factor * other.get(cell, 0) for cell in row | other}
    return {cell: Fraction(n) for cell, n in sums.items() if n}


def span(shown: Iterator[list[Cell]], people: Mapping[Cell, int]) -> list[Row]:
    """Return an echelon basis of all that can be computed; that a cell is empty is known."""
    rows: list[Row] = []
    for figure in shown:
        row = reduced(rows, {cell: Fraction(1) for cell in figure if people.get(cell)})
        if row:
            rows.append(plus({}, row, 1 / row[min(row)]))
            rows.sort(key=min)
    return rows


def groups_of_a_few(people: Mapping[Cell, int]) -> Iterator[Row]:
    """Yield every counter, unit and the whole, in every run of half months, of 1 to k−1 people."""
    wholes = [[one.id for one in POINTS], [1, 2], *([one.id] for one in POINTS)]
    for halves in PERIODS:
        for ids in wholes:
            inside = [(half, id_) for half in halves for id_ in ids if people.get((half, id_))]
            if 0 < sum(people[cell] for cell in inside) < K:
                yield {cell: Fraction(1) for cell in inside}


@given(ratings=RATINGS)
@example(ratings=QUARTER)
def test_no_subtraction_over_any_periods_finds_a_few_people(ratings: Ratings) -> None:
    for question in QUESTIONS:
        people = {
            cell: min(manner, n) if question == "manner" else n
            for cell, (n, manner) in ratings.items()
        }
        known = span(equations(ratings, question), people)
        for group in groups_of_a_few(people):
            assert reduced(known, group), (question, group)


def test_the_quarter_hides_what_its_month_hides() -> None:
    quarter = figured(cells(QUARTER, range(6)), POINTS, (1, "Xã"), TERMS)
    january = figured(cells(QUARTER, range(2)), POINTS, (1, "Xã"), TERMS)
    assert [unit.responses for unit in january.units] == [40, 20, 8]
    assert [unit.responses for unit in quarter.units] == [120, None, None]
    assert quarter.total.responses == 200
