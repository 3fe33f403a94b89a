"""The register of measures as a file: one workbook, or plain CSV."""

import io
from collections.abc import Sequence
from datetime import date
from typing import IO

from portal.remedies.papers.tables import measures_sheet
from portal.remedies.store import MeasureLine
from portal.reports.csv_files import ENCODING, write_csv
from portal.reports.workbook import write_workbook

ENDINGS = ("xlsx", "csv")


def write_register(
    file: IO[bytes], lines: Sequence[MeasureLine], ending: str, today: date, lang: str
) -> None:
    """Write all lines into an open binary file."""
    sheet = measures_sheet(lines, today, lang)
    if ending == "xlsx":
        write_workbook(file, [sheet], sheet.title)
        return
    text = io.TextIOWrapper(file, encoding=ENCODING, newline="")
    write_csv(text, sheet, lang)
    text.detach()  # writes what is buffered, and leaves the file open
