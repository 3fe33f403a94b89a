"""Totals as the formulas that Excel and LibreOffice work out anew."""

from collections.abc import Mapping

from xlsxwriter.utility import xl_rowcol_to_cell

from portal.reports.appendix.grid import (
    NOTHING,
    At,
    Difference,
    Quotient,
    Rest,
    Sum,
    Table,
    Total,
    Verdict,
)

FIRST_ROW = 4
"""The row of a sheet, from 0, in which the rows of its table begin."""


class Places:
    """Where the cells of each table lie in the workbook."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self._tabs = {code: table.tab for code, table in tables.items()}

    def name(self, at: At, here: str) -> str:
        """Return a cell as a formula writes it, with its sheet if that is another one."""
        cell: str = xl_rowcol_to_cell(FIRST_ROW + at.row, at.column)
        if at.table in {"", here}:
            return cell
        tab = self._tabs[at.table].replace("'", "''")
        return f"'{tab}'!{cell}"

    def formula(self, cell: Total, here: str) -> str:
        match cell:
            case Sum():
                return self._sum(cell, here)
            case Rest():
                whole, part = (self.name(at, here) for at in (cell.whole, cell.part))
                return f'=IF(COUNT({whole},{part})=2,{whole}-{part},"{NOTHING}")'
            case Quotient():
                return self._quotient(cell, here)
            case Difference():
                left, right = (self.name(at, here) for at in (cell.left, cell.right))
                words = _quoted(cell.otherwise)
                return f'=IF(COUNT({left},{right})=2,{left}-{right},"{words}")'
            case Verdict():
                return self._verdict(cell, here)

    def _sum(self, cell: Sum, here: str) -> str:
        names = ",".join(self.name(at, here) for at in cell.cells)
        if not cell.otherwise:
            return f"=SUM({names})" if names else "=0"
        return f'=IF(COUNT({names})={len(cell.cells)},SUM({names}),"{_quoted(cell.otherwise)}")'

    def _quotient(self, cell: Quotient, here: str) -> str:
        part, whole = (self.name(at, here) for at in (cell.part, cell.whole))
        # A cell of words must not be compared with 0: text is greater than every number.
        fits = f"IF(COUNT({part},{whole})=2,{whole}<>0,FALSE)"
        return f'=IF({fits},{part}/{whole},"{_quoted(cell.otherwise)}")'

    def _verdict(self, cell: Verdict, here: str) -> str:
        name = self.name(cell.difference, here)
        judged = f'IF({name}=0,"{_quoted(cell.agrees)}","{_quoted(cell.differs)}")'
        return f'=IF(ISNUMBER({name}),{judged},"{_quoted(cell.otherwise)}")'


def _quoted(words: str) -> str:
    return words.replace('"', '""')
