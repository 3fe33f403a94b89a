"""An appendix as XLSX: landscape pages in the official face, totals as formulas."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import ceil
from typing import IO, Any

import xlsxwriter

from portal.documents.official import FONT
from portal.reports.appendix.formulas import FIRST_ROW, Places
from portal.reports.appendix.grid import (
    At,
    Book,
    Difference,
    Quotient,
    Rest,
    Sum,
    Table,
    Value,
    Verdict,
)
from portal.reports.labels import period_name
from portal.reports.report import Report
from portal.reports.workbook import AVERAGE_LETTER, DAY_FORMAT, LINE_POINTS, SHARE_FORMAT
from portal.words.translate import N_, say, short_date
from surveys.tables import safe_text

TOTALS = (Sum, Rest, Quotient, Difference, Verdict)
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
A4 = 9


class _Looks:
    """The looks of a cell by what it holds, plain and for a row of sums."""

    def __init__(self, book: Any) -> None:
        face = {"font_name": FONT, "font_size": 11, "valign": "vcenter"}
        cell = {**face, "border": 1, "text_wrap": True}
        self.title = book.add_format({**face, "bold": True, "font_size": 13})
        self.under = book.add_format({**face, "italic": True})
        self.note = book.add_format({**face, "italic": True, "text_wrap": True, "valign": "top"})
        self.head = book.add_format(
            {**cell, "bold": True, "align": "center", "bg_color": "#EEEEEE"}
        )
        self._cells = {
            is_sum: {
                str: book.add_format({**cell, "bold": is_sum, "indent": 1}),
                int: book.add_format({**cell, "bold": is_sum, "num_format": "#,##0"}),
                Fraction: book.add_format({**cell, "bold": is_sum, "num_format": SHARE_FORMAT}),
                date: book.add_format({**cell, "num_format": DAY_FORMAT, "align": "left"}),
            }
            for is_sum in (False, True)
        }

    def of(self, kind: type, *, is_sum: bool) -> Any:
        return self._cells[is_sum][kind]


def write_book(file: IO[bytes], book: Book, report: Report) -> None:
    """Write tables whose totals have been checked into an open binary file."""
    under = _under(report)
    with xlsxwriter.Workbook(file, OPTIONS) as out:
        out.set_properties({"title": safe_text(f"{under} – {report.authority_name}")})
        looks, places = _Looks(out), Places(book.tables)
        pages = {code: out.add_worksheet(table.tab) for code, table in book.tables.items()}
        for code, table in book.tables.items():
            _Sheet(pages[code], looks, places).write(book, table, under)


class _Sheet:
    """One page of the workbook while it is written."""

    def __init__(self, page: Any, looks: _Looks, places: Places) -> None:
        self._page, self._looks, self._places = page, looks, places

    def write(self, book: Book, table: Table, under: str) -> None:
        self._set_up(table)
        self._page.write_string(0, 0, safe_text(table.title), self._looks.title)
        self._page.write_string(1, 0, safe_text(under), self._looks.under)
        for column, head in enumerate(table.heads):
            self._page.write_string(FIRST_ROW - 1, column, safe_text(head.words), self._looks.head)
        for row in range(len(table.rows)):
            self._row(book, table, row)
        self._notes(table)

    def _set_up(self, table: Table) -> None:
        page = self._page
        page.set_landscape()
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
        page.repeat_rows(FIRST_ROW - 1)
        page.freeze_panes(FIRST_ROW, 2)
        for column, head in enumerate(table.heads):
            page.set_column(column, column, head.width)
        page.set_row(FIRST_ROW - 1, _height([head.words for head in table.heads], table))

    def _row(self, book: Book, table: Table, row: int) -> None:
        values = [book.value(At(row, column, table.code)) for column in range(len(table.heads))]
        self._page.set_row(FIRST_ROW + row, _height(values, table))
        for column, value in enumerate(values):
            cell = table.rows[row][column]
            is_sum = row in table.sums
            if isinstance(cell, TOTALS):
                self._total(table, At(row, column), value, is_sum=is_sum)
            else:
                self._plain(FIRST_ROW + row, column, value, is_sum=is_sum)

    def _total(self, table: Table, at: At, value: Value, *, is_sum: bool) -> None:
        cell = table.rows[at.row][at.column]
        formula = self._places.formula(cell, table.code)  # type: ignore[arg-type] # one of TOTALS
        kind = Fraction if isinstance(cell, Quotient) else int
        kept = float(value) if isinstance(value, Fraction) else value
        look = self._looks.of(kind, is_sum=is_sum)
        self._page.write_formula(FIRST_ROW + at.row, at.column, formula, look, kept)

    def _plain(self, row: int, column: int, value: Value, *, is_sum: bool) -> None:
        match value:
            case None:
                self._page.write_blank(row, column, None, self._looks.of(str, is_sum=is_sum))
            case str():
                look = self._looks.of(str, is_sum=is_sum)
                self._page.write_string(row, column, safe_text(value), look)
            case date():
                self._page.write_datetime(row, column, value, self._looks.of(date, is_sum=is_sum))
            case _:
                self._page.write_number(row, column, value, self._looks.of(int, is_sum=is_sum))

    def _notes(self, table: Table) -> None:
        width = sum(head.width for head in table.heads)
        last = len(table.heads) - 1
        for number, words in enumerate(table.notes, start=FIRST_ROW + len(table.rows) + 1):
            self._page.merge_range(number, 0, number, last, safe_text(words), self._looks.note)
            self._page.set_row(number, LINE_POINTS * ceil(len(words) * AVERAGE_LETTER / width))


def _height(values: Sequence[Value], table: Table) -> float:
    """Return a height that fits wrapped words: LibreOffice does not adjust rows by itself."""
    lines = [
        ceil(len(value) * AVERAGE_LETTER / head.width)
        for value, head in zip(values, table.heads, strict=True)
        if isinstance(value, str)
    ]
    return LINE_POINTS * max([1, *lines]) + 3


def _under(report: Report) -> str:
    period, lang = report.overview.period, report.order.lang
    return say(
        lang,
        N_("%(commune)s – %(name)s (%(first)s – %(last)s)"),
        commune=report.authority_name,
        name=period_name(period.key, period.name, lang),
        first=short_date(period.from_on, lang),
        last=short_date(period.to_on, lang),
    )
