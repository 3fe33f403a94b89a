"""Naming and writing the files of a report: one workbook, one CSV a sheet, or one JSON."""

import io
import re
import zipfile
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import IO

from portal.documents.printing import printed
from portal.reports.appendix.appendix import write_appendix
from portal.reports.csv_files import ENCODING, write_csv
from portal.reports.exports.json_file import write_json
from portal.reports.paper import write_paper
from portal.reports.report import Report
from portal.reports.sheets import Sheet
from portal.reports.tables import sheets
from portal.reports.workbook import write_workbook

DEMO = "_minh-hoa"


class FileFormat(StrEnum):
    """What can be ordered."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"
    DOCX = "docx"
    PDF = "pdf"
    APPENDIX = "appendix"


ENDINGS = {
    FileFormat.XLSX: ".xlsx",
    FileFormat.CSV: "_csv.zip",
    FileFormat.JSON: ".json",
    FileFormat.DOCX: "_bao-cao.docx",
    FileFormat.PDF: "_bao-cao.pdf",
    FileFormat.APPENDIX: "_phu-luc.xlsx",
}


def stem(report: Report) -> str:
    """Return a file name without its ending: the commune and the period, letters and digits.

    That of a demonstration says so, for a CSV file travels without its method sheet.
    """
    key = re.sub(r"[^A-Za-z0-9-]", "_", report.overview.period.key)
    return f"{report.slug}_{key}{DEMO if report.is_demo else ''}"


def save(report: Report, folder: Path, *, with_pdf: bool = False) -> list[Path]:
    """Write the workbook, all CSV files, the JSON, the draft report and its appendix.

    Return their paths; raises `SumsDifferError` for an appendix that would contradict itself.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = sheets(report)
    book = folder / f"{stem(report)}.xlsx"
    with book.open("wb") as file:
        write_workbook(file, made, stem(report), report.stands_since)
    paths = [book]
    for sheet in made:
        path = folder / _csv_name(report, sheet)
        with path.open("w", encoding=ENCODING, newline="") as text:
            write_csv(text, sheet, report.order.lang)
        paths.append(path)
    plain = folder / download_name(report, FileFormat.JSON)
    with plain.open("w", encoding="utf-8") as text:
        write_json(text, report)
    wanted = [FileFormat.DOCX, FileFormat.APPENDIX, *([FileFormat.PDF] if with_pdf else [])]
    return [*paths, plain, *(_saved(report, folder, one) for one in wanted)]


def _saved(report: Report, folder: Path, wanted: FileFormat) -> Path:
    # Whole or not at all: a PDF that cannot be printed leaves no empty file behind.
    file = io.BytesIO()
    write(report, file, wanted)
    path = folder / download_name(report, wanted)
    path.write_bytes(file.getvalue())
    return path


def write(report: Report, file: IO[bytes], wanted: FileFormat) -> None:
    """Write one download into an open binary file.

    Raises `PrintingError` where PDF cannot be, `SumsDifferError` as `save` does.
    """
    match wanted:
        case FileFormat.DOCX:
            write_paper(report, file)
        case FileFormat.APPENDIX:
            write_appendix(report, file)
        case FileFormat.PDF:
            file.write(_pdf(report))
        case FileFormat.XLSX:
            write_workbook(file, sheets(report), stem(report), report.stands_since)
        case FileFormat.CSV:
            _zip(report, sheets(report), file)
        case FileFormat.JSON:
            _json(report, file)


def download_name(report: Report, wanted: FileFormat) -> str:
    return stem(report) + ENDINGS[wanted]


def _json(report: Report, file: IO[bytes]) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="\n")
    write_json(text, report)
    text.flush()
    text.detach()  # whoever opened the file closes it


def _pdf(report: Report) -> bytes:
    paper = io.BytesIO()
    write_paper(report, paper)
    return printed(paper.getvalue())


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
