"""What is wrong with a workbook, in words that name the row and the column."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from portal.offices.errors import RowRefusedError
from portal.offices.sheets import SheetError, SheetFault

FAULTS: dict[str, LazyString] = {
    SheetFault.NOT_A_WORKBOOK: _l("This is not an Excel workbook (.xlsx) that we can read."),
    SheetFault.TOO_LARGE: _l("The workbook is too large (5 MB or 20,000 rows at most)."),
    SheetFault.HEADER_MISSING: _l("a column with this heading is missing"),
    SheetFault.EMPTY: _l("There is nothing in the workbook."),
    SheetFault.FORMULA: _l("a formula stands here; please enter the value itself"),
    SheetFault.MISSING: _l("nothing stands here"),
    SheetFault.TOO_LONG: _l("this is too long"),
    SheetFault.MALFORMED: _l("this is not written as it should be"),
    SheetFault.REPEATED: _l("this stands in the workbook twice"),
    SheetFault.UNKNOWN: _l("this commune does not have it"),
    "name_taken": _l("this username exists already"),
}


def in_words(error: SheetError | RowRefusedError) -> str:
    """Return one sentence that names the row, the column and what stands there, where known."""
    fault = FAULTS[error.fault]
    column = error.column if isinstance(error, SheetError) else ""
    values = {"row": error.row, "column": column, "value": error.value, "fault": fault}
    return str(_pattern(error.row, column, error.value)) % values


def _pattern(row: int, column: str, value: str) -> LazyString | str:
    if row == 0:
        return _l("Column “%(column)s”: %(fault)s.") if column else "%(fault)s"
    if not column:
        return _l("Row %(row)d, “%(value)s”: %(fault)s.")
    if not value:
        return _l("Row %(row)d, column “%(column)s”: %(fault)s.")
    return _l("Row %(row)d, column “%(column)s”, “%(value)s”: %(fault)s.")
