"""Builds small workbooks for tests."""

import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook


def workbook(rows: Iterable[Sequence[object]]) -> io.BytesIO:
    """Return an .xlsx with these rows on its first sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> io.BytesIO:
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return out
