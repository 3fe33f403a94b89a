"""What may be shown without showing a person."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TypeVar

K_DEFAULT = 5
"""Fewest answers behind a figure, unless an authority sets more."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """Which groups of a table stay hidden, and whether their total may be shown.

    Why a group is hidden (small itself, or covering for a small one) is not told: it would give
    the sizes away.
    """

    hidden: frozenset[str]
    total: bool


def shown(n: int, k: int = K_DEFAULT) -> bool:
    """Say whether figures made of n answers may be shown."""
    return n >= k


def in_steps(n: int, k: int = K_DEFAULT) -> int:
    """Return a number of people rounded down to a multiple of k, for "at least so many".

    For counts of days that no table is made of, such as a survey's own: exact, they could be
    subtracted from figures of half months.
    """
    return n - n % k


def suppress(sizes: Mapping[str, int], k: int = K_DEFAULT) -> Suppression:
    """Return what to hide in a table of groups (name → number of answers) shown with its total.

    Groups under k are hidden. Subtracting the shown ones from the total would reveal a single
    hidden group, or the few people in all hidden ones together; so the next smallest groups are
    hidden as well until at least two groups and k answers cover for each other. Empty groups
    hide nobody and are never hidden. Ties go by name, so that two tables of one day agree.
    """
    ranked = sorted((n, name) for name, n in sizes.items() if n > 0)
    hidden: list[str] = []
    people = 0
    for n, name in ranked:
        covered = not hidden or (len(hidden) >= 2 and people >= k)
        if shown(n, k) and covered:
            break
        hidden.append(name)
        people += n
    return Suppression(frozenset(hidden), shown(sum(sizes.values()), k))


Cell = TypeVar("Cell", bound=Hashable)
"""The finest group two tables know together, such as a counter's ratings with one flag."""
_Row = dict[int, Fraction]


def gives_away(
    figures: Iterable[Collection[Cell]], people: Mapping[Cell, int], k: int = K_DEFAULT
) -> bool:
    """Say whether adding and subtracting figures finds 1 to k−1 people.

    Each figure is shown with the cells it adds up; `people` has the size of each cell. Tables that
    cut the same people in different ways (by counter, by flag) are safe each for itself and may
    not be together, so this solves them all at once, exactly: whoever knows which cells are empty
    can compute the rows of the reduced echelon form and what adds up from them. A group of fewer
    than k has fewer than k cells that are not empty, so few sums have to be tried.
    """
    number = {cell: i for i, cell in enumerate(cell for cell, n in people.items() if n)}
    sizes = [people[cell] for cell in number]
    if all(n >= k for n in sizes):
        return False
    rows: dict[int, _Row] = {}
    for figure in figures:
        _take_in(rows, {number[cell]: Fraction(1) for cell in figure if cell in number})
    small = [pivot for pivot in sorted(rows) if sizes[pivot] < k]
    return any(
        _is_small_group([rows[pivot] for pivot in chosen], sizes, k)
        for many in range(1, k)
        for chosen in combinations(small, many)
        if sum(sizes[pivot] for pivot in chosen) < k
    )


def _take_in(rows: dict[int, _Row], row: _Row) -> None:
    """Add an equation to a reduced echelon form, each row under its pivot."""
    for pivot in sorted(rows.keys() & row.keys()):
        row = _less(row, rows[pivot], row[pivot])
    if not row:
        return
    pivot = min(row)
    row = {cell: n / row[pivot] for cell, n in row.items()}
    for known in [known for known, other in rows.items() if pivot in other]:
        rows[known] = _less(rows[known], row, rows[known][pivot])
    rows[pivot] = row


def _less(row: _Row, other: _Row, factor: Fraction) -> _Row:
    rest = {cell: row.get(cell, 0) - factor * other.get(cell, 0) for cell in row | other}
    return {cell: Fraction(n) for cell, n in rest.items() if n}


def _is_small_group(rows: Collection[_Row], sizes: Sequence[int], k: int) -> bool:
    """Say whether rows add up to cells taken once each, of fewer than k people in all."""
    total: _Row = {}
    for row in rows:
        total = _less(total, row, Fraction(-1))
    return set(total.values()) == {Fraction(1)} and sum(sizes[cell] for cell in total) < k
