"""Reads the procedures of a commune from the workbooks of the National Public Service Portal."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO

from portal.offices.sheets import SheetFault, SheetRow, read_table
from portal.search import fold

DATA = Path(__file__).parent / "data" / "commune_bodies.toml"

HEADERS = {
    "code": ("Mã số", "Mã TTHC", "Mã thủ tục"),
    "name": ("Tên", "Tên TTHC", "Tên thủ tục hành chính"),
    "agencies": ("Cơ quan thực hiện",),
    "field": ("Lĩnh vực",),
}
# 1.004827 nationwide; with the suffix of a ministry or province as 1.004827.000.00.00.H10.
CODE = re.compile(r"\d\.\d{6}(\.[0-9A-Z]{2,4}){0,5}")
LONGEST_CODE = 30
LONGEST_NAME = 1500  # the longest official name of June 2026 has 1,094 characters
LONGEST_FIELD = 200


@dataclass(frozen=True, slots=True)
class ProcedureRow:
    """A procedure the commune carries out; `agencies` are the bodies of the commune alone."""

    code: str
    name: str
    field: str
    agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProcedureSheet:
    """The procedures of the commune, and how many rows were left out and why."""

    rows: tuple[ProcedureRow, ...]
    skipped_not_commune: int
    skipped_blank: int


def read(stream: BinaryIO) -> ProcedureSheet:
    """Return what a workbook holds for a commune, or raise `SheetError` and nothing at all.

    A row is kept when one of its agencies is of commune level; a blank agency or only higher
    ones is counted. Rows are judged before they are sorted out: a bad code in a row we would
    skip still shows that the file was tampered with or cut.
    """
    kept: dict[str, ProcedureRow] = {}
    names: dict[str, str] = {}
    skipped = {"blank": 0, "higher": 0}
    for row in read_table(stream, HEADERS):
        code, name = _judged(row, names)
        bodies = _agencies(row)
        ours = tuple(body for body in bodies if is_commune_body(body))
        if ours:
            kept.setdefault(code, ProcedureRow(code, name, row.line("field", LONGEST_FIELD), ours))
        else:
            skipped["higher" if bodies else "blank"] += 1
    return ProcedureSheet(tuple(kept.values()), skipped["higher"], skipped["blank"])


def is_commune_body(agency: str) -> bool:
    """Tell whether the name of an agency means a body of the commune."""
    phrases, misleading = _bodies()
    words = _words(agency)
    for phrase in misleading:
        words = words.replace(phrase, " ")
    return any(phrase in words for phrase in phrases)


def _judged(row: SheetRow, names: dict[str, str]) -> tuple[str, str]:
    """Return code and name of a row, noting the name for the next row with this code."""
    code = row.required("code", LONGEST_CODE)
    if not CODE.fullmatch(code):
        raise row.error(SheetFault.MALFORMED, "code")
    name = row.required("name", LONGEST_NAME)
    if names.setdefault(code, fold(name)) != fold(name):
        raise row.error(SheetFault.REPEATED, "code")
    return code, name


def _agencies(row: SheetRow) -> list[str]:
    return row.cells["agencies"].splitlines()


def _words(text: str) -> str:
    return f" {' '.join(re.findall(r'[a-z0-9]+', fold(text)))} "


@cache
def _bodies() -> tuple[tuple[str, ...], tuple[str, ...]]:
    data: dict[str, list[str]] = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return tuple(map(_words, data["phrases"])), tuple(map(_words, data["misleading"]))
