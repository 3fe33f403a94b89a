"""The same sheets as CSV: UTF-8 with a byte order mark for spreadsheets, every cell in quotes."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from typing import IO

from portal.reports.sheets import Cell, Sheet
from surveys.tables import safe_text

# Excel reads a file without the mark in the alphabet of its Windows.
ENCODING = "utf-8-sig"
DECIMAL_COMMA = frozenset({"vi"})
DIGITS = 6


def write_csv(file: IO[str], sheet: Sheet, lang: str) -> None:
    """Write a sheet into a file opened with `ENCODING` and `newline=""`.

    Days are ISO; a share is written with the decimal mark that spreadsheets of the language
    expect: to a Vietnamese Excel, 0.865 is eight hundred and sixty-five.
    """
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(safe_text(column.header) for column in sheet.columns)
    for cells in sheet.rows:
        writer.writerow(_texts(cells, lang))


def _texts(cells: Sequence[Cell], lang: str) -> Iterator[str]:
    for cell in cells:
        match cell:
            case None:
                yield ""
            case str():
                yield safe_text(cell)
            case float():
                yield _share(cell, lang)
            case date():
                yield cell.isoformat()
            case int():
                yield str(cell)


def _share(value: float, lang: str) -> str:
    text = f"{value:.{DIGITS}f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if lang in DECIMAL_COMMA else text
