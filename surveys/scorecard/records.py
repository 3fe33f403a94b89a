"""A CSV file as records under its header, read one at a time."""

import csv
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import TextIO

import regex

from surveys.scorecard.cells import plain
from surveys.scorecard.encoding import Encoding, encoding_of
from surveys.scorecard.plan import ScoreError

_DELIMITERS = ",;\t|"
_HEAD = 1 << 20
_EXCEL_HINT = regex.compile(r"sep=(.)\r?\n?")  # Excel's own first line, which it does not show


@dataclass(frozen=True, slots=True)
class Record:
    """One row; `row` counts as a spreadsheet does, `line` is where it ends in the file."""

    row: int
    line: int
    cells: list[str]

    @property
    def place(self) -> str:
        return f"row {self.row}" if self.line == self.row else f"row {self.row} (line {self.line})"


@dataclass(slots=True)
class Sheet:
    """An open file: its column names, its records, and what is worth telling about it.

    `short` counts the records that ended before the header did.
    """

    header: list[str]
    notes: list[str]
    records: Iterator[Record] = field(default_factory=lambda: iter(()))
    short: int = 0


@contextmanager
def opened(path: Path, wanted: Collection[str]) -> Iterator[Sheet]:
    """Open a CSV file with the delimiter under which the wanted columns are found.

    Blank lines are passed over, but counted as rows. Raises `OSError`, and `ScoreError` if the
    file is empty or broken; the latter also while records are read.
    """
    encoding = encoding_of(path)
    with _text(path, encoding) as file:
        head = file.read(_HEAD)
    with _text(path, encoding) as file:
        first = file.readline()
        hint = _EXCEL_HINT.fullmatch(first)
        lines = _Lines(file, None if hint else first)
        delimiter = hint[1] if hint else _delimiter(head, wanted)
        records = _records(lines, delimiter, hidden=1 if hint else 0)
        header = next(records, None)
        if header is None:
            raise ScoreError(f"{path} is empty: it has not even a header row.")
        notes = [encoding.note] if encoding.note else []
        sheet = Sheet([plain(cell) for cell in header.cells], notes)
        sheet.records = _fitting(records, sheet)
        yield sheet


class _Lines:
    """The lines of a file; `since` holds those handed out since it was last emptied."""

    def __init__(self, file: TextIO, first: str | None) -> None:
        self._file = file
        self._first = first
        self.since: list[str] = []

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line, self._first = self._first or next(self._file), None
        self.since.append(line)
        return line


def _text(path: Path, encoding: Encoding) -> TextIO:
    return path.open(encoding=encoding.name, errors=encoding.errors, newline="")


def _delimiter(head: str, wanted: Collection[str]) -> str:
    def finds(delimiter: str) -> tuple[int, int]:
        rows = csv.reader(StringIO(head, newline=""), delimiter=delimiter)
        names = next(([plain(cell) for cell in row] for row in rows if row), [])
        return len(set(names) & set(wanted)), len(names)

    return max(_DELIMITERS, key=finds)


def _records(lines: _Lines, delimiter: str, hidden: int) -> Iterator[Record]:
    reader = csv.reader(lines, delimiter=delimiter)
    row = 0
    while True:
        row += 1
        lines.since.clear()
        try:
            cells = next(reader, None)
            if len(lines.since) > 1:
                # A lost quotation mark would eat the rows up to the next one without a word.
                next(csv.reader(lines.since, delimiter=delimiter, strict=True))
        except csv.Error as error:
            raise ScoreError(
                f"row {row}: a quotation mark seems to be opened here and never closed ({error})."
            ) from error
        if cells is None:
            return
        if cells:
            yield Record(row, reader.line_num + hidden, cells)


def _fitting(records: Iterator[Record], sheet: Sheet) -> Iterator[Record]:
    """Pass records on as wide as the header; cells that belong to no column are an error."""
    width = len(sheet.header)
    for record in records:
        found = len(record.cells)
        if found != width:
            if any(cell.strip() for cell in record.cells[width:]):
                raise ScoreError(f"{record.place} has {found} cells, the header only {width}.")
            sheet.short += found < width
            record.cells.extend([""] * (width - found))
        yield record
