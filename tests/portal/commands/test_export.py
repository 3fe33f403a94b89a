"""`portal export` writes a period of one commune into a folder and says what it wrote."""

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from portal.commands import export
from portal.db import Database
from portal.keys import Keys
from tests.builders import make_authority
from tests.portal.commands.conftest import Run
from tests.portal.reports.world import OCTOBER, make_world


def test_every_file_is_written_and_named(
    run_command: Run,
    database: Database,
    keys: Keys,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    make_world(database, keys)
    out = tmp_path / "out"
    assert run_command(export, "export", "--period", OCTOBER, "--out", str(out)) == 0
    printed = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert sorted(printed) == sorted(out.iterdir())
    assert len(printed) == 16
    assert {path.suffix for path in printed} == {".xlsx", ".csv", ".json", ".docx", ".pdf"}
    assert "Theo quầy (nội bộ)" in load_workbook(printed[0]).sheetnames


def test_counters_can_be_left_out_and_english_be_spoken(
    run_command: Run, database: Database, keys: Keys, tmp_path: Path
) -> None:
    make_world(database, keys)
    flags = ["--out", str(tmp_path / "out"), "--without-counters", "--lang", "en"]
    assert run_command(export, "export", "--period", OCTOBER, *flags) == 0
    book = load_workbook(tmp_path / "out" / "xa-suoi-mo_2026-10.xlsx")
    assert book.sheetnames == [
        "Method",
        "Totals",
        "By unit",
        "Petitions by unit",
        "By criterion",
        "Over time",
        "Register of cases",
        "Ratings one by one",
    ]


def test_among_several_communes_one_must_be_named(
    run_command: Run,
    database: Database,
    keys: Keys,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    make_world(database, keys)
    with database.writing() as session:
        make_authority(session, slug="phuong-ben-da", code="99002")
    wanted = ["export", "--period", OCTOBER, "--out", str(tmp_path / "out")]
    assert run_command(export, *wanted) == 1
    assert "--authority" in capsys.readouterr().err
    assert run_command(export, *wanted, "--authority", "xa-suoi-mo") == 0
    assert run_command(export, *wanted, "--authority", "phuong-ben-da") == 1


def test_an_unknown_period_is_named_and_nothing_is_written(
    run_command: Run,
    database: Database,
    keys: Keys,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    make_world(database, keys)
    out = tmp_path / "out"
    assert run_command(export, "export", "--period", "2031-01", "--out", str(out)) == 1
    assert "2031-01" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize("out", ["{file}", "{file}/below", "/proc/portal"])
def test_where_nothing_can_be_written_is_said_in_one_sentence(
    run_command: Run,
    database: Database,
    keys: Keys,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    out: str,
) -> None:
    make_world(database, keys)
    file = tmp_path / "file"
    file.touch()
    wanted = ["export", "--period", OCTOBER, "--out", out.format(file=file)]
    assert run_command(export, *wanted) == 1
    printed = capsys.readouterr()
    assert re.fullmatch(r"Không ghi được vào \S+ \(.+\): .+\n", printed.err)
    assert printed.out == ""
