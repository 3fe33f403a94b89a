"""A sheet: what workbook and CSV share, so that no figure can differ between them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

Cell = str | int | float | date | None
"""Text, whole number, share from 0 to 1, day, or nothing (hidden, or there is none)."""


@dataclass(frozen=True)
class Column:
    """A header, how wide the column wants to be, in characters, and whether its numbers are marks.

    Marks (a level from 0 to 5) are no amounts: they have no thousands and need no look. Columns of
    marks stand behind all others.
    """

    header: str
    width: int = 12
    has_marks: bool = False


@dataclass(frozen=True)
class Chart:
    """A line through shares of some rows (first and last, the header is row 0).

    All others are columns; `above` and `below` say how far each share may be off.
    """

    title: str
    names: int
    values: int
    above: int
    below: int
    rows: tuple[int, int]


@dataclass(frozen=True)
class Sheet:
    """A table with its code (in file names) and its title (on the tab).

    Its rows may be gone through more than once and need not fit into memory.
    """

    code: str
    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    chart: Chart | None = None
