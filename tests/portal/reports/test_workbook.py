"""A workbook keeps types apart: text that looks like anything else stays text."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from portal.reports.sheets import Cell, Column, Sheet
from portal.reports.workbook import write_workbook

TRAPS = [
    "=1+1",
    "+84905123456",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    " =cmd|' /C calc'!A0",
    "＝1+1",
    '=HYPERLINK("https://example.org")',
]


def written(*rows: Sequence[Cell], width: int = 1) -> Any:
    file = BytesIO()
    columns = [Column(f"c{number}") for number in range(width)]
    write_workbook(file, [Sheet("one", "Tổng hợp", columns, rows)], "x")
    return load_workbook(file)["Tổng hợp"]


@pytest.mark.parametrize("trap", TRAPS)
def test_nothing_a_citizen_wrote_runs(trap: str) -> None:
    cell = written((trap,))["A2"]
    assert cell.data_type == "s"
    assert cell.value == f"'{trap}"


def test_a_header_is_made_harmless_too() -> None:
    file = BytesIO()
    write_workbook(file, [Sheet("one", "x", [Column("=1")], [])], "x")
    assert load_workbook(file)["x"]["A1"].value == "'=1"


@pytest.mark.parametrize("text", ["https://example.org", "007", "1e5", "TRUE", "01/10/2026"])
def test_text_becomes_no_link_number_or_day(text: str) -> None:
    cell = written((text,))["A2"]
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", text, None)


def test_numbers_are_numbers_and_days_are_days() -> None:
    sheet = written((1234, 0.865, date(2026, 10, 5), None), width=4)
    count, share, day, nothing = sheet[2]
    assert (count.value, count.data_type) == (1234, "n")
    assert (share.value, share.number_format) == (0.865, "0.0%")
    assert day.is_date
    assert (day.value.date(), day.number_format) == (date(2026, 10, 5), "dd/mm/yyyy")
    assert nothing.value is None


def test_amounts_have_thousands_and_marks_have_no_look() -> None:
    file = BytesIO()
    columns = [Column("amount"), Column("level", has_marks=True)]
    write_workbook(file, [Sheet("one", "x", columns, [(1234, 5)])], "x")
    amount, mark = load_workbook(file)["x"][2]
    assert (amount.value, amount.number_format) == (1234, "#,##0")
    assert (mark.value, mark.data_type, mark.number_format) == (5, "n", "General")


def test_a_row_is_as_high_as_its_longest_text() -> None:
    sheet = written(("một dòng",), ("chữ " * 20,))
    assert (sheet.row_dimensions[2].height or 15) == 15
    assert sheet.row_dimensions[3].height >= 15 * 7


def test_long_tables_are_written_row_by_row() -> None:
    sheet = written(*((number, "x") for number in range(5000)), width=2)
    assert sheet.max_row == 5001
    assert sheet["A5001"].value == 4999
