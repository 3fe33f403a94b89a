"""Naming and writing the files of a report: one workbook, or one CSV a sheet."""

import io
import re
import zipfile
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import IO

from portal.reports.csv_files import ENCODING, write_csv
from portal.reports.report import Report
from portal.reports.sheets import Sheet
from portal.reports.tables import sheets
from portal.reports.workbook import write_workbook

DEMO = "_minh-hoa"


class FileFormat(StrEnum):
    """What can be ordered."""

    XLSX = "xlsx"
    CSV = "csv"


def stem(report: Report) -> str:
    """Return a file name without its ending: the commune and the period, letters and digits.

    That of a demonstration says so, for a CSV file travels without its method sheet.
    """
    key = re.sub(r"[^A-Za-z0-9-]", "_", report.overview.period.key)
    return f"{report.slug}_{key}{DEMO if report.is_demo else ''}"


def save(report: Report, folder: Path) -> list[Path]:
    """Write the workbook and all CSV files into a folder and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    made = sheets(report)
    book = folder / f"{stem(report)}.xlsx"
    with book.open("wb") as file:
        write_workbook(file, made, stem(report))
    paths = [book]
    for sheet in made:
        path = folder / _csv_name(report, sheet)
        with path.open("w", encoding=ENCODING, newline="") as text:
            write_csv(text, sheet, report.order.lang)
        paths.append(path)
    return paths


def write(report: Report, file: IO[bytes], wanted: FileFormat) -> None:
    """Write one download into an open binary file: the workbook, or the CSV files in a ZIP."""
    made = sheets(report)
    if wanted is FileFormat.XLSX:
        write_workbook(file, made, stem(report))
    else:
        _zip(report, made, file)


def download_name(report: Report, wanted: FileFormat) -> str:
    return f"{stem(report)}.xlsx" if wanted is FileFormat.XLSX else f"{stem(report)}_csv.zip"


def _zip(report: Report, made: Iterable[Sheet], file: IO[bytes]) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for sheet in made:
            with (
                archive.open(_csv_name(report, sheet), "w") as raw,
                io.TextIOWrapper(raw, encoding=ENCODING, newline="") as text,
            ):
                write_csv(text, sheet, report.order.lang)


def _csv_name(report: Report, sheet: Sheet) -> str:
    return f"{stem(report)}_{sheet.code}.csv"
