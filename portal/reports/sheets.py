"""A sheet: what workbook and CSV share, so that no figure can differ between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

Cell = str | int | float | date | None
"""Text, whole number, share from 0 to 1, day, or nothing (hidden, or there is none)."""


@dataclass(frozen=True)
class Column:
    """A header and how wide the column wants to be, in characters."""

    header: str
    width: int = 12


@dataclass(frozen=True)
class Sheet:
    """A table with its code (in file names) and its title (on the tab)."""

    code: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
