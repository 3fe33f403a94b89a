"""The cross-check: what a table comes to against what the registry of figures says.

It is a sheet of the file itself, with formulas, and it is worked out before anything is written.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.reports.appendix.grid import (
    NOTHING,
    At,
    Book,
    Cell,
    Difference,
    Head,
    RestBelowZeroError,
    Row,
    Sum,
    Table,
    Verdict,
)
from portal.reports.errors import SumsDifferError
from portal.words.translate import N_, say

CODE = "checks"
LEFT, RIGHT, APART = 2, 3, 4
AGREES, DIFFERS, UNKNOWN = N_("agrees"), N_("DIFFERS"), N_("not all numbers known")


@dataclass(frozen=True)
class Check:
    """Cells that added up have to be a number of the registry, or other cells added up.

    Where a cell holds words, or the registry says nothing (None), nothing is compared.
    """

    what: str
    cells: tuple[At, ...]
    says: int | tuple[At, ...] | None


def in_table(code: str, cells: Sequence[At]) -> tuple[At, ...]:
    """Return cells with the table they lie in."""
    return tuple(cell._replace(table=code) for cell in cells)


def check_table(checks: Sequence[Check], lang: str) -> Table:
    """Return the sheet of all checks."""
    heads = [
        Head(say(lang, N_("No.")), 6),
        Head(say(lang, N_("What has to agree")), 64),
        Head(say(lang, N_("In the table")), 14),
        Head(say(lang, N_("By the registry, or the other way")), 18),
        Head(say(lang, N_("Difference")), 14),
        Head(say(lang, N_("Verdict")), 20),
    ]
    rows = [_row(number, check, lang) for number, check in enumerate(checks)]
    title = say(lang, N_("Cross-check of all sums"))
    return Table(CODE, say(lang, N_("Checks")), title, heads, rows)


def checked(tables: Sequence[Table]) -> Book:
    """Return the tables with every total worked out; the last is that of the checks.

    Raises `SumsDifferError` for the first two numbers that should be one and are not: a file that
    contradicts itself is not written.
    """
    book = Book(tables)
    for table in tables:
        _work_out(book, table)
    for row, cells in enumerate(book.tables[CODE].rows):
        apart = book.value(At(row, APART, CODE))
        if isinstance(apart, int) and apart:
            left, right = (book.value(At(row, column, CODE)) for column in (LEFT, RIGHT))
            raise SumsDifferError(what=cells[1], found=left, says=right)
    return book


def _row(number: int, check: Check, lang: str) -> Row:
    verdict = Verdict(At(number, APART), *(say(lang, w) for w in (AGREES, DIFFERS, UNKNOWN)))
    says: Cell = check.says if isinstance(check.says, int) else NOTHING
    if isinstance(check.says, tuple):
        says = Sum(check.says, otherwise=NOTHING)
    apart = Difference(At(number, LEFT), At(number, RIGHT))
    return (number + 1, check.what, Sum(check.cells, otherwise=NOTHING), says, apart, verdict)


def _work_out(book: Book, table: Table) -> None:
    """Work out every total once: a part that is more than its whole shows here."""
    for row, cells in enumerate(table.rows):
        for column in range(len(cells)):
            try:
                book.value(At(row, column, table.code))
            except RestBelowZeroError as error:
                raise SumsDifferError(what=table.title, found=str(error), says=NOTHING) from error
