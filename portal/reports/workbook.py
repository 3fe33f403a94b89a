"""An XLSX file written row by row: numbers as numbers, days as days, no text that could run."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from math import ceil
from typing import IO, Any

import xlsxwriter
from xlsxwriter.utility import quote_sheetname, xl_range_abs

from portal.reports.sheets import Cell, Chart, Sheet
from surveys.tables import safe_text

DAY_FORMAT = "dd/mm/yyyy"
SHARE_FORMAT = "0.0%"
MOST_TITLE = 31
LINE_POINTS = 15
INK = "#2D3574"
LINE = {
    "line": {"color": INK, "width": 2.25},
    "marker": {"type": "circle", "size": 6, "fill": {"color": INK}},
}
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


def write_workbook(
    file: IO[bytes], sheets: Iterable[Sheet], title: str, made_at: datetime | None = None
) -> None:
    """Write sheets into an open binary file; only one row at a time is held in memory.

    The same sheets and the same moment make the same bytes; without a moment it is the present.
    """
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        book.set_properties({"title": safe_text(title), "created": made_at})
        formats = _Formats(book)
        for sheet in sheets:
            page = book.add_worksheet(sheet.title[:MOST_TITLE])
            _write_sheet(page, sheet, formats)
            if sheet.chart is not None:
                _insert(book, page, sheet.chart)


def _write_sheet(page: Any, sheet: Sheet, formats: _Formats) -> None:
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, column.width)
    page.freeze_panes(1, 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    heads = max((_lines(one.header, one.width) for one in sheet.columns), default=1)
    page.set_row(0, LINE_POINTS * heads)
    for number, column in enumerate(sheet.columns):
        page.write_string(0, number, safe_text(column.header), formats.head)
    # A look is a quarter of what a cell costs, so the many marks of a long sheet have none, and
    # are written at once.
    widths = [one.width for one in sheet.columns if not one.has_marks]
    for row, cells in enumerate(sheet.rows, start=1):
        lines = _write_row(page, row, cells[: len(widths)], widths, formats)
        page.write_row(row, len(widths), cells[len(widths) :])
        if lines > 1:
            page.set_row(row, LINE_POINTS * lines)


def _insert(book: Any, page: Any, chart: Chart) -> None:
    """Put a line chart below the table: the spreadsheet's own, drawn from the cells above it."""
    first, last = chart.rows

    def cells(column: int) -> str:
        where = xl_range_abs(first, column, last, column)
        return f"={quote_sheetname(page.name)}!{where}"

    drawn = book.add_chart({"type": "line"})
    sure = {"plus_values": cells(chart.above), "minus_values": cells(chart.below)}
    drawn.add_series(
        {
            "name": safe_text(chart.title),
            "categories": cells(chart.names),
            "values": cells(chart.values),
            "y_error_bars": {"type": "custom", **sure},
            **LINE,
        }
    )
    drawn.set_title({"name": safe_text(chart.title), "overlay": False})
    drawn.set_legend({"none": True})
    drawn.set_y_axis({"min": 0, "max": 1, "num_format": "0%"})
    drawn.show_blanks_as("gap")
    drawn.set_size({"width": 860, "height": 380})
    page.insert_chart(last + 2, 0, drawn, {"description": safe_text(chart.title)})


def _lines(text: str, width: int) -> int:
    """Return in how many lines text fits: LibreOffice does not adjust rows by itself."""
    return ceil(len(text) * AVERAGE_LETTER / width) or 1


def _write_row(
    page: Any, row: int, cells: Sequence[Cell], widths: Sequence[int], formats: _Formats
) -> int:
    """Write cells below columns of some widths and return how many lines they fill.

    Asking a cell for its type once is most of what can be saved here.
    """
    lines = 1
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            page.write_string(row, column, safe_text(cell), formats.text)
            lines = max(lines, _lines(cell, widths[column]))
        elif isinstance(cell, int):
            page.write_number(row, column, cell, formats.number)
        elif isinstance(cell, float):
            page.write_number(row, column, cell, formats.share)
        elif isinstance(cell, date):
            page.write_datetime(row, column, cell, formats.day)
    return lines
