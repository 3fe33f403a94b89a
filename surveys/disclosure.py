"""What may be shown without showing a person."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Generic, TypeVar

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
_Row = dict[int, int | Fraction]


class Told(Generic[Cell]):
    """What shown figures tell together, so that none is added by which a few people are found.

    Each figure is shown with the cells it adds up; `people` has the size of each cell. Tables that
    cut the same people in different ways (by counter, by flag) are safe each for itself and may
    not be together, so this solves them all at once, exactly: whoever knows which cells are empty
    can compute the rows of the reduced echelon form and what adds up from them. A group of fewer
    than k has fewer than k cells that are not empty, so few sums have to be tried.
    """

    def __init__(self, people: Mapping[Cell, int], k: int = K_DEFAULT) -> None:
        self._number = {cell: i for i, cell in enumerate(cell for cell, n in people.items() if n)}
        self._sizes = [people[cell] for cell in self._number]
        self._k = k
        self._rows: dict[int, _Row] = {}

    def take(self, figure: Iterable[Cell]) -> None:
        """Count a figure as shown, whatever it tells."""
        self._rows = self._with(figure)

    def accepts(self, figure: Iterable[Cell]) -> bool:
        """Take a figure in unless adding and subtracting then finds 1 to k−1 people."""
        rows = self._with(figure)
        if rows is not self._rows and self._finds_a_few(rows):
            return False
        self._rows = rows
        return True

    def _with(self, figure: Iterable[Cell]) -> dict[int, _Row]:
        """Return the reduced echelon form with one more figure; the same if it tells no more."""
        row: _Row = {self._number[cell]: 1 for cell in figure if cell in self._number}
        for pivot in sorted(self._rows.keys() & row.keys()):
            row = _less(row, self._rows[pivot], row[pivot])
        if not row:
            return self._rows
        pivot = min(row)
        row = {cell: _over(n, row[pivot]) for cell, n in row.items()}
        found = {
            known: _less(other, row, other[pivot]) if pivot in other else other
            for known, other in self._rows.items()
        }
        return found | {pivot: row}

    def _finds_a_few(self, rows: Mapping[int, _Row]) -> bool:
        sizes, k = self._sizes, self._k
        small = [pivot for pivot in sorted(rows) if sizes[pivot] < k]
        return any(
            _is_small_group([rows[pivot] for pivot in chosen], sizes, k)
            for many in range(1, k)
            for chosen in combinations(small, many)
            if sum(sizes[pivot] for pivot in chosen) < k
        )


def _less(row: _Row, other: _Row, factor: int | Fraction) -> _Row:
    found = dict(row)
    for cell, n in other.items():
        rest = found.pop(cell, 0) - factor * n
        if rest:
            found[cell] = rest
    return found


def _over(n: int | Fraction, divisor: int | Fraction) -> int | Fraction:
    """Divide exactly; whole numbers stay whole, which is many times quicker."""
    return n // divisor if n % divisor == 0 else Fraction(n) / divisor


def _is_small_group(rows: Collection[_Row], sizes: Sequence[int], k: int) -> bool:
    """Say whether rows add up to cells taken once each, of fewer than k people in all."""
    total: _Row = {}
    for row in rows:
        total = _less(total, row, -1)
    return set(total.values()) == {1} and sum(sizes[cell] for cell in total) < k
