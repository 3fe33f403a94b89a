"""`portal answers` looks first, takes what a person put right, and refuses in plain words."""

import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

from portal.commands import take_answers
from portal.db import Database
from portal.ratings.models import Envelope
from tests.portal.commands.conftest import Run
from tests.portal.fieldwork.imported.files import HEADS, ROWS, as_csv
from tests.portal.ratings.builders import make_commune

ODD = [*ROWS, ["23/10/2025", "", "", "", "tạm được", "4", "", ""]]


@pytest.fixture
def file(tmp_path: Path, database: Database) -> Path:
    make_commune(database)
    path = tmp_path / "phieu.csv"
    path.write_text(as_csv(ODD), encoding="utf-8-sig")
    return path


def stored(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Envelope)) or 0


def test_a_file_is_looked_at_mended_and_taken_over(
    run_command: Run,
    database: Database,
    file: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    meaning = tmp_path / "y-nghia.json"
    own = ["answers", str(file), "--questionnaire", "counter-short", "--point", "K7M2QXG"]
    assert run_command(take_answers, *own, "--meaning", str(meaning), "--save-meaning") == 0
    told = capsys.readouterr().out
    assert "tạm được" in told
    assert "Dòng 5" in told
    assert run_command(take_answers, *own, "--write") == 1
    assert stored(database) == 0
    data = json.loads(meaning.read_text(encoding="utf-8"))
    assert data["answers"][HEADS[4]]["tạm được"] is None
    data["answers"][HEADS[4]]["tạm được"] = "3"
    meaning.write_text(json.dumps(data), encoding="utf-8")
    assert run_command(take_answers, *own, "--meaning", str(meaning), "--write") == 0
    assert stored(database) == 4
    assert run_command(take_answers, *own, "--meaning", str(meaning), "--write") == 1
    assert "hai lần" in capsys.readouterr().err
    assert stored(database) == 4


@pytest.mark.parametrize("fault", ["point", "file", "meaning", "missing"])
def test_what_cannot_be_read_is_refused_in_words(
    run_command: Run, file: Path, tmp_path: Path, fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "hong"
    broken.write_text('{"columns": [1]}' if fault == "meaning" else "", encoding="utf-8")
    wanted = {"file": broken, "missing": tmp_path / "khong-co.csv"}.get(fault, file)
    code = "B4C9TW3" if fault == "point" else "K7M2QXG"
    flags = ["answers", str(wanted), "--questionnaire", "counter-short", "--point", code]
    flags += ["--meaning", str(broken)] if fault == "meaning" else []
    assert run_command(take_answers, *flags) == 1
    assert capsys.readouterr().err.strip()
