"""Counts become tables whose empty cells are missing and whose texts are harmless."""

from io import BytesIO

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.tables import level_table, safe_text


def test_a_table_has_a_row_a_question_and_a_column_a_level() -> None:
    table = level_table({"signs": {1: 1, 2: 2, 3: 7, 4: 60, 5: 30, 0: 8}, "fees": {5: 2}})
    assert list(table.columns) == [
        *("1", "2", "3", "4", "5"),
        *("not_applicable", "n", "satisfied_share"),
    ]
    assert list(table.loc["signs"]) == [1, 2, 7, 60, 30, 8, 100, 0.9]
    assert list(table.loc["fees"]) == [0, 0, 0, 0, 2, 0, 2, 1.0]
    assert table.index.name == "question"


def test_a_share_of_nobody_is_missing_and_not_zero() -> None:
    table = level_table({"signs": {0: 3}})
    assert table.loc["signs", "n"] == 0
    assert table.loc["signs", "satisfied_share"] is pd.NA


def test_an_empty_table_keeps_its_columns() -> None:
    table = level_table({})
    assert len(table) == 0
    assert table.columns[-1] == "satisfied_share"
    assert [str(kind) for kind in table.dtypes] == ["Int64"] * 7 + ["Float64"]


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+84 900 000 000",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\rx",
        "\n=1",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        "  =1",
        "\u00a0=1",
        "\u3000＝1",
        "\u200b\ufeff=1",
        " " * 500 + "=1",
    ],
)
def test_a_cell_that_looks_like_a_formula_gets_an_apostrophe(cell: str) -> None:
    assert safe_text(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "tốt", "5 = tốt", "a@b.vn", "'=1", "(=1)", "Ê̆", "1-2"])
def test_plain_words_stay_as_they_are(cell: str) -> None:
    assert safe_text(cell) == cell


@given(st.text())
def test_a_safe_cell_is_safe_for_good(cell: str) -> None:
    safe = safe_text(cell)
    assert safe_text(safe) == safe
    assert safe in {cell, "'" + cell}
    assert not safe.lstrip().startswith(("=", "+", "-", "@"))


def test_pandas_writes_a_safe_cell_as_text_into_a_workbook() -> None:
    raw, safe = BytesIO(), BytesIO()
    pd.DataFrame({"x": ["=1+1"]}).to_excel(raw, index=False)
    pd.DataFrame({"x": [safe_text("=1+1")]}).to_excel(safe, index=False)
    assert openpyxl.load_workbook(raw).worksheets[0]["A2"].data_type == "f"
    assert openpyxl.load_workbook(safe).worksheets[0]["A2"].data_type == "s"
