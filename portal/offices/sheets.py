"""Reads a table out of a workbook that a stranger may have made; all or nothing."""

import csv
import io
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, BinaryIO

from openpyxl import load_workbook

from portal.errors import DomainError
from portal.offices.plain_tables import PlainCell, csv_rows
from portal.search import fold

LARGEST_FILE = 5 * 1024 * 1024
LARGEST_UNPACKED = 20 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 30
ZIP = b"PK"
FORMULAS = frozenset({"f", "e"})
"""Cells that compute, or failed to."""
HEADER_WITHIN = 15  # official exports print the name of the state above their header


class SheetFault(StrEnum):
    """Why a workbook is refused."""

    NOT_A_WORKBOOK = "not_a_workbook"
    TOO_LARGE = "too_large"
    HEADER_MISSING = "header_missing"
    EMPTY = "empty"
    FORMULA = "formula"
    MISSING = "missing"
    TOO_LONG = "too_long"
    MALFORMED = "malformed"
    REPEATED = "repeated"
    UNKNOWN = "unknown"


class SheetError(DomainError):
    """Nothing was imported.

    `row` is the number shown beside the sheet (0: the file as a whole), `column` the header,
    `value` what stands there.
    """

    code = "sheet_refused"

    def __init__(self, row: int, fault: SheetFault, column: str = "", value: str = "") -> None:
        super().__init__(row=row, fault=fault, column=column, value=value)
        self.row = row
        self.fault = fault
        self.column = column
        self.value = value


@dataclass(frozen=True)
class SheetRow:
    """One row with its number and its cells by key, as text; lines within a cell are kept."""

    number: int
    cells: Mapping[str, str]
    headers: Mapping[str, str]

    def line(self, key: str, longest: int) -> str:
        """Return a cell as one line, or raise `SheetError` when it has more characters."""
        text = " ".join(self.cells[key].split())
        if len(text) > longest:
            raise self.error(SheetFault.TOO_LONG, key)
        return text

    def required(self, key: str, longest: int) -> str:
        """Return a cell as one line, or raise `SheetError` when it is blank or too long."""
        text = self.line(key, longest)
        if not text:
            raise self.error(SheetFault.MISSING, key)
        return text

    def error(self, fault: SheetFault, key: str, value: str | None = None) -> SheetError:
        shown = self.cells[key] if value is None else value
        return SheetError(self.number, fault, self.headers[key], shown[:120])


def read_table(
    stream: BinaryIO, headers: Mapping[str, tuple[str, ...]], *, takes_csv: bool = False
) -> list[SheetRow]:
    """Return the rows below the header of the first sheet that are not blank.

    `headers` maps a key to the headers its column may have. Raises `SheetError` for anything but
    a plain .xlsx of reasonable size, for a missing header, for a sheet without rows and for a
    formula in a wanted column: it is never computed and its last result never trusted. With
    `takes_csv` a CSV file is read as well.
    """
    rows = _load(stream, takes_csv=takes_csv)
    top, places = _header(rows, headers)
    shown = {key: _text(rows[top - 1][place]) for key, place in places.items()}
    table = [
        SheetRow(number, _cells(row, number, places, shown), shown)
        for number, row in enumerate(rows[top:], top + 1)
    ]
    filled = [row for row in table if any(row.cells.values())]
    if not filled:
        raise SheetError(0, SheetFault.EMPTY)
    return filled


def read_grid(data: bytes, most_columns: int) -> list[list[str]]:
    """Return every row of a CSV file or of the first sheet of a workbook, as text.

    Raises `SheetError` as `read_table` does, for a formula anywhere.
    """
    rows = _load(io.BytesIO(data), takes_csv=True, most_columns=most_columns)
    for number, row in enumerate(rows, 1):
        formula = next((cell for cell in row if getattr(cell, "data_type", "n") in FORMULAS), None)
        if formula is not None:
            raise SheetError(number, SheetFault.FORMULA, "", _text(formula)[:120])
    return [[_text(cell) for cell in row[:most_columns]] for row in rows]


def _load(
    stream: BinaryIO, *, takes_csv: bool, most_columns: int = MOST_COLUMNS
) -> list[tuple[Any, ...]]:
    data = stream.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise SheetError(0, SheetFault.TOO_LARGE)
    is_plain = takes_csv and not data.startswith(ZIP)
    found = _plain(data) if is_plain else _workbook(data, most_columns)
    if len(found) > MOST_ROWS:
        raise SheetError(0, SheetFault.TOO_LARGE)
    return found


def _plain(data: bytes) -> list[tuple[Any, ...]]:
    try:
        return [tuple(map(PlainCell, row)) for row in csv_rows(data)]
    except (UnicodeDecodeError, csv.Error) as error:
        raise SheetError(0, SheetFault.NOT_A_WORKBOOK) from error


def _workbook(data: bytes, most_columns: int) -> list[tuple[Any, ...]]:
    try:
        _refuse_bombs(data)
        book = load_workbook(io.BytesIO(data), read_only=True)
        rows = book.worksheets[0].iter_rows(max_row=MOST_ROWS + 1, max_col=most_columns)
        return list(rows)
    except SheetError:
        raise
    except Exception as error:  # a broken or hostile file raises anything, from KeyError to zlib's
        raise SheetError(0, SheetFault.NOT_A_WORKBOOK) from error


def _refuse_bombs(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        # A part cannot unpack to more than its entry declares: zipfile stops there.
        if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
            raise SheetError(0, SheetFault.TOO_LARGE)
        for part in archive.infolist():
            if part.filename.endswith((".xml", ".rels")) and _has_entities(archive.read(part)):
                raise SheetError(0, SheetFault.NOT_A_WORKBOOK)


def _has_entities(xml: bytes) -> bool:
    # No office program writes a document type; entities that multiply (billion laughs) need one.
    # A zero byte means UTF-16, in which the word could hide.
    return b"<!DOCTYPE" in xml or b"\0" in xml


def _header(
    rows: list[tuple[Any, ...]], headers: Mapping[str, tuple[str, ...]]
) -> tuple[int, dict[str, int]]:
    """Return the number of the header row and the place of each key in it."""
    wanted = {key: {fold(name) for name in names} for key, names in headers.items()}
    best: dict[str, int] = {}
    number = 0
    for candidate, row in enumerate(rows[:HEADER_WITHIN], 1):
        titles = [fold(_text(cell)) for cell in row]
        places = dict(_places(titles, wanted))
        if len(places) > len(best):
            best, number = places, candidate
    for key, names in headers.items():
        if key not in best:
            raise SheetError(number, SheetFault.HEADER_MISSING, names[0])
    return number, best


def _places(titles: list[str], wanted: Mapping[str, set[str]]) -> Iterator[tuple[str, int]]:
    for key, names in wanted.items():
        place = next((place for place, title in enumerate(titles) if title in names), None)
        if place is not None:
            yield key, place


def _cells(
    row: tuple[Any, ...], number: int, places: Mapping[str, int], shown: Mapping[str, str]
) -> dict[str, str]:
    cells = {}
    for key, place in places.items():
        cell = row[place] if place < len(row) else None
        if getattr(cell, "data_type", "n") in FORMULAS:
            raise SheetError(number, SheetFault.FORMULA, shown[key], _text(cell)[:120])
        cells[key] = _text(cell)
    return cells


def _text(cell: Any) -> str:
    value = getattr(cell, "value", None)
    if value is None:
        return ""
    lines = unicodedata.normalize("NFC", str(value)).splitlines()
    return "\n".join(line for raw in lines if (line := " ".join(raw.split())))
