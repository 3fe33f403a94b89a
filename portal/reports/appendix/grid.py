"""Tables of an appendix: numbers, words, and totals that say how they are made.

A total is written as a formula and worked out here as well; both must come to the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from portal.words.translate import say

NOTHING = "–"


class At(NamedTuple):
    """A cell by its row and column, from 0; in another table if that is named."""

    row: int
    column: int
    table: str = ""


@dataclass(frozen=True)
class Sum:
    """The numbers among these cells, added up.

    With `otherwise`, all of them have to be numbers: else the sum would be of a part, and these
    words stand there instead.
    """

    cells: tuple[At, ...]
    otherwise: str = ""


@dataclass(frozen=True)
class Rest:
    """What a whole is more than a part; never less than nothing."""

    whole: At
    part: At


@dataclass(frozen=True)
class Quotient:
    """A part of a whole from 0 to 1; `otherwise` if the whole is nothing or no number."""

    part: At
    whole: At
    otherwise: str = NOTHING


@dataclass(frozen=True)
class Difference:
    """How far two numbers that should be one are apart; `otherwise` unless both are numbers."""

    left: At
    right: At
    otherwise: str = NOTHING


@dataclass(frozen=True)
class Verdict:
    """One word for a difference of nothing, one for any other, one where there is no number."""

    difference: At
    agrees: str
    differs: str
    otherwise: str


Total = Sum | Rest | Quotient | Difference | Verdict
Cell = str | int | date | Total | None
Value = str | int | date | Fraction | None
Row = Sequence[Cell]


class Head(NamedTuple):
    """The header of a column and how wide it wants to be, in characters."""

    words: str
    width: int = 11


def heads(named: Iterable[tuple[str, int]], lang: str) -> list[Head]:
    """Return headers by their messages and widths."""
    return [Head(say(lang, name) if name else "", width) for name, width in named]


@dataclass(frozen=True)
class Table:
    """A sheet: its code, the words on its tab, a title, lines below it, and rows.

    `sums` are the rows that stand out. Notes stand below the table.
    """

    code: str
    tab: str
    title: str
    heads: Sequence[Head]
    rows: Sequence[Row]
    notes: Sequence[str] = ()
    sums: frozenset[int] = frozenset()


class RestBelowZeroError(ValueError):
    """A part is more than its whole."""


class Book:
    """Tables that may point into each other."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self.tables: Mapping[str, Table] = {table.code: table for table in tables}

    def value(self, at: At) -> Value:
        """Work out a cell; `at` names its table. Raises `RestBelowZeroError`."""
        cell = self.tables[at.table].rows[at.row][at.column]
        match cell:
            case Sum():
                return self._sum(cell, at.table)
            case Rest():
                return self._rest(cell, at.table)
            case Quotient():
                return self._quotient(cell, at.table)
            case Difference():
                return self._difference(cell, at.table)
            case Verdict():
                return self._verdict(cell, at.table)
            case _:
                return cell

    def number(self, at: At, table: str) -> int | None:
        """Return the number in a cell; None for words and for nothing."""
        found = self.value(at if at.table else at._replace(table=table))
        return found if isinstance(found, int) else None

    def _sum(self, cell: Sum, table: str) -> int | str:
        numbers = [self.number(at, table) for at in cell.cells]
        known = [one for one in numbers if one is not None]
        if cell.otherwise and len(known) < len(numbers):
            return cell.otherwise
        return sum(known)

    def _rest(self, cell: Rest, table: str) -> int | str:
        whole, part = self.number(cell.whole, table), self.number(cell.part, table)
        if whole is None or part is None:
            return NOTHING
        if part > whole:
            raise RestBelowZeroError(f"{part} of {whole}")
        return whole - part

    def _quotient(self, cell: Quotient, table: str) -> Fraction | str:
        part, whole = self.number(cell.part, table), self.number(cell.whole, table)
        return Fraction(part, whole) if part is not None and whole else cell.otherwise

    def _difference(self, cell: Difference, table: str) -> int | str:
        left, right = self.number(cell.left, table), self.number(cell.right, table)
        return cell.otherwise if left is None or right is None else left - right

    def _verdict(self, cell: Verdict, table: str) -> str:
        difference = self.number(cell.difference, table)
        if difference is None:
            return cell.otherwise
        return cell.differs if difference else cell.agrees


def line(rows: Sequence[int], column: int) -> tuple[At, ...]:
    """Return the cells of some rows in one column."""
    return tuple(At(row, column) for row in rows)


def span(row: int, first: int, last: int) -> tuple[At, ...]:
    """Return the cells of one row from a column up to and including a column."""
    return tuple(At(row, column) for column in range(first, last + 1))
