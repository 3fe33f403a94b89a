"""The table that a form service exports: a head of questions, and a line for each person."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from portal.offices.sheets import SheetError, SheetFault, read_grid

MOST_COLUMNS = 200


@dataclass(frozen=True)
class Line:
    """One line with the number it has in the file; a short one is filled up with blanks."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class AnswerTable:
    """Heads of the columns and the lines that are not blank."""

    heads: tuple[str, ...]
    lines: tuple[Line, ...]

    @cached_property
    def texts(self) -> tuple[dict[str, int], ...]:
        """For each column the different answers in the order of their number, with how many."""
        return tuple(
            dict(Counter(line.cells[at] for line in self.lines if line.cells[at]).most_common())
            for at in range(len(self.heads))
        )


def read_answers(data: bytes) -> AnswerTable:
    """Return the table in a CSV file or workbook.

    Takes a mark at the beginning, lines ended by CR LF, semicolons and Windows letters. Raises
    `SheetError` for what is no table, is too large, or has no line below its head.
    """
    rows = read_grid(data, MOST_COLUMNS)
    at = next((number for number, row in enumerate(rows) if any(row)), None)
    if at is None:
        raise SheetError(0, SheetFault.EMPTY)
    heads = tuple(" ".join(head.split()) for head in rows[at])
    width = len(heads)
    lines = tuple(
        Line(number, tuple([*row, *[""] * width][:width]))
        for number, row in enumerate(rows[at + 1 :], at + 2)
        if any(row)
    )
    if not lines:
        raise SheetError(0, SheetFault.EMPTY)
    return AnswerTable(heads, lines)
