"""CSV as offices send it: with or without a mark, comma or semicolon, UTF-8 or Windows letters."""

import csv
import io
from dataclasses import dataclass

UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
SEPARATORS = ";\t,"


@dataclass(frozen=True)
class PlainCell:
    """One cell as a workbook would give it; CSV has text only."""

    value: str


def csv_rows(data: bytes) -> list[list[str]]:
    """Return the rows of a CSV file; raises `UnicodeDecodeError` or `csv.Error`."""
    text = _decoded(data)
    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def _decoded(data: bytes) -> str:
    if data.startswith(UTF_16_MARKS):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1258")  # what Excel in Vietnamese writes; tones are joined later
