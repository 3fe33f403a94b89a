"""An XLSX file written row by row: numbers as numbers, days as days, no text that could run."""

from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil
from typing import IO, Any

import xlsxwriter

from portal.reports.sheets import Cell, Sheet
from surveys.tables import safe_text

DAY_FORMAT = "dd/mm/yyyy"
SHARE_FORMAT = "0.0%"
MOST_TITLE = 31
LINE_POINTS = 15
# Words do not fill their lines; bold headers and capitals are wider than the digit 0.
AVERAGE_LETTER = 1.15
# Text is text: nothing a citizen wrote becomes a formula, a link or a number with lost zeros.
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}


class _Formats:
    """The few looks of a cell."""

    def __init__(self, book: Any) -> None:
        top = {"valign": "top"}
        self.head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8E6EE"}
        )
        self.text = book.add_format({"text_wrap": True, **top})
        self.number = book.add_format({"num_format": "#,##0", **top})
        self.share = book.add_format({"num_format": SHARE_FORMAT, **top})
        self.day = book.add_format({"num_format": DAY_FORMAT, "align": "left", **top})


def write_workbook(file: IO[bytes], sheets: Iterable[Sheet], title: str) -> None:
    """Write sheets into an open binary file; only one row at a time is held in memory."""
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        book.set_properties({"title": safe_text(title)})
        formats = _Formats(book)
        for sheet in sheets:
            _write_sheet(book.add_worksheet(sheet.title[:MOST_TITLE]), sheet, formats)


def _write_sheet(page: Any, sheet: Sheet, formats: _Formats) -> None:
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, column.width)
    page.freeze_panes(1, 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    widths = [column.width for column in sheet.columns]
    headers = [column.header for column in sheet.columns]
    page.set_row(0, _height(headers, widths))
    for number, header in enumerate(headers):
        page.write_string(0, number, safe_text(header), formats.head)
    for row, cells in enumerate(sheet.rows, start=1):
        page.set_row(row, _height(cells, widths))
        _write_row(page, row, cells, formats)


def _height(cells: Sequence[Cell], widths: Sequence[int]) -> float:
    """Return a height that fits wrapped text: LibreOffice does not adjust rows by itself."""
    lines = [
        ceil(len(cell) * AVERAGE_LETTER / width)
        for cell, width in zip(cells, widths, strict=True)
        if isinstance(cell, str)
    ]
    return LINE_POINTS * max([1, *lines])


def _write_row(page: Any, row: int, cells: Sequence[Cell], formats: _Formats) -> None:
    for column, cell in enumerate(cells):
        match cell:
            case None:
                continue
            case str():
                page.write_string(row, column, safe_text(cell), formats.text)
            case float():
                page.write_number(row, column, cell, formats.share)
            case date():
                page.write_datetime(row, column, cell, formats.day)
            case int():
                page.write_number(row, column, cell, formats.number)
