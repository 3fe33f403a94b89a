"""CSV for spreadsheets of the country: a byte order mark, quotes, harmless cells, its decimals."""

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from portal.reports.csv_files import ENCODING, write_csv
from portal.reports.sheets import Cell, Column, Sheet


def written(path: Path, *rows: Sequence[Cell], lang: str = "vi") -> bytes:
    file = path / "x.csv"
    columns = [Column("Đơn vị"), Column("=x")]
    with file.open("w", encoding=ENCODING, newline="") as text:
        write_csv(text, Sheet("one", "Một", columns, rows), lang)
    return file.read_bytes()


def test_the_file_begins_with_a_mark_and_every_cell_is_quoted(tmp_path: Path) -> None:
    found = written(tmp_path, ("Trạm Y tế", 3), ("a", None))
    assert found == '\ufeff"Đơn vị","\'=x"\r\n"Trạm Y tế","3"\r\n"a",""\r\n'.encode()


@pytest.mark.parametrize("trap", ["=1+1", "@x", "+84", "-1", "\t=1", "＝1"])
def test_no_cell_begins_like_a_formula(tmp_path: Path, trap: str) -> None:
    text = written(tmp_path, (trap, 'a "quoted" word\nand a line')).decode("utf-8-sig")
    rows = list(csv.reader(text.splitlines(keepends=True)))
    assert rows[1] == [f"'{trap}", 'a "quoted" word\nand a line']


@pytest.mark.parametrize(("lang", "share"), [("vi", "0,865385"), ("en", "0.865385")])
def test_a_share_has_the_decimal_mark_of_its_readers(tmp_path: Path, lang: str, share: str) -> None:
    assert f'"{share}"' in written(tmp_path, (22.5 / 26, 1), lang=lang).decode()


@pytest.mark.parametrize(("value", "text"), [(1.0, "1"), (0.0, "0"), (0.5, "0,5")])
def test_round_shares_are_short(tmp_path: Path, value: float, text: str) -> None:
    assert f'"{text}"' in written(tmp_path, (value, 1)).decode()


def test_days_are_iso(tmp_path: Path) -> None:
    assert '"2026-10-05"' in written(tmp_path, (date(2026, 10, 5), 1)).decode()
