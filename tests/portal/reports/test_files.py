"""The files of a period agree with each other, and a foreign program opens them."""

import csv
import io
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from portal.db import Database
from portal.keys import Keys
from portal.reports.csv_files import ENCODING
from portal.reports.files import FileFormat, download_name, save, write
from portal.reports.report import Order, Report, take
from tests.portal.reports.world import NOW, OCTOBER, make_world


def october(database: Database, keys: Keys, lang: str = "vi") -> Report:
    world = make_world(database, keys)
    return take(database, keys, Order(world.authority_id, OCTOBER, lang, True), now=NOW)


def rows_of_csv(path: Path) -> list[list[str]]:
    with path.open(encoding=ENCODING, newline="") as file:
        return list(csv.reader(file))


def rows_of_sheet(sheet: Any) -> list[list[str]]:
    """Return a sheet as CSV would say it."""
    return [[_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return value.date().isoformat() if hasattr(value, "date") else str(value)


def test_workbook_and_csv_say_the_same(database: Database, keys: Keys, tmp_path: Path) -> None:
    made = save(october(database, keys, "en"), tmp_path)
    book_path, *csv_paths, plain, paper, appendix = made
    book = load_workbook(book_path)
    assert paper.name == "xa-suoi-mo_2026-10_bao-cao.docx"
    assert appendix.name == "xa-suoi-mo_2026-10_phu-luc.xlsx"
    assert plain.name == "xa-suoi-mo_2026-10.json"
    assert len(csv_paths) == len(book.worksheets) == 11
    for path, sheet in zip(csv_paths, book.worksheets, strict=True):
        assert rows_of_csv(path) == rows_of_sheet(sheet)


def test_the_names_tell_commune_and_period(database: Database, keys: Keys, tmp_path: Path) -> None:
    names = [path.name for path in save(october(database, keys), tmp_path / "new" / "folder")]
    assert names[0] == "xa-suoi-mo_2026-10.xlsx"
    assert names[1] == "xa-suoi-mo_2026-10_method.csv"
    assert "xa-suoi-mo_2026-10_by-counter-internal.csv" in names


def test_the_download_of_csv_holds_every_sheet(
    database: Database, keys: Keys, tmp_path: Path
) -> None:
    report = october(database, keys)
    paths = [path for path in save(report, tmp_path) if path.suffix == ".csv"]
    saved = {path.name: path.read_bytes() for path in paths}
    file = io.BytesIO()
    write(report, file, FileFormat.CSV)
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == saved
    assert download_name(report, FileFormat.CSV) == "xa-suoi-mo_2026-10_csv.zip"


def test_the_download_of_a_workbook_opens(database: Database, keys: Keys) -> None:
    report = october(database, keys)
    file = io.BytesIO()
    write(report, file, FileFormat.XLSX)
    assert load_workbook(file).sheetnames[:2] == ["Cách tính", "Tổng hợp"]


@pytest.mark.slow
def test_libreoffice_opens_the_workbook_and_reads_the_same_totals(
    database: Database, keys: Keys, tmp_path: Path
) -> None:
    book, _method, totals, *_rest = save(october(database, keys), tmp_path)
    run = subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2",
            "--outdir",
            str(tmp_path / "office"),
            str(book),
        ],
        capture_output=True,
        text=True,
        timeout=180,
        check=True,
    )
    # LibreOffice without Java says so at every start; it needs none for a workbook.
    said = [line for line in run.stderr.splitlines() if line and "javaldx" not in line]
    assert said == []
    (converted,) = (tmp_path / "office").glob("*.csv")
    with converted.open(encoding="utf-8", newline="") as file:
        office = {row[0]: row[1] for row in csv.reader(file)}
    ours = {row[0]: row[1] for row in rows_of_csv(totals)}
    whole = {name: value for name, value in ours.items() if value.isdigit()}
    assert len(whole) > 10
    assert {name: office[name] for name in whole} == whole
