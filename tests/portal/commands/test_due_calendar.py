"""`portal due` says the date that the commune's page and cases say, and on which calendar."""

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from portal.calendar.editing import seed, switch_day
from portal.commands.due import configure, run
from portal.db import Database
from tests.builders import LONG_AGO, make_authority

FIVE_DAYS = ("--received", "2026-11-20", "--days", "5", "--unit", "working")
WITH_CULTURE_DAY, WITHOUT_IT = "2026-11-30", "2026-11-27"
SHIPPED = {"source": "shipped", "authority": None, "name": None, "version": 0}


def ask(environ: dict[str, str], *arguments: str) -> int:
    parser = argparse.ArgumentParser()
    configure(parser.add_subparsers())
    return run(parser.parse_args(["due", *FIVE_DAYS, *arguments]), environ)


def answer(
    capsys: pytest.CaptureFixture[str], environ: dict[str, str], *arguments: str
) -> dict[str, Any]:
    assert ask(environ, "--json", *arguments) == 0
    told = capsys.readouterr()
    assert told.err == ""
    return dict(json.loads(told.out))


@pytest.fixture
def environ(database: Database) -> dict[str, str]:
    """What an installation sets, without its secret."""
    return {"PORTAL_DATABASE_URL": database.engine.url.render_as_string(hide_password=False)}


def found(database: Database, slug: str, code: str, *, culture_day: bool) -> None:
    with database.writing() as session:
        authority_id = make_authority(session, slug=slug, code=code).id
        seed(session, authority_id, now=LONG_AGO)
        day = date(2026, 11, 24)
        switch_day(session, authority_id, day, active=culture_day, actor_id=None, now=LONG_AGO)


def test_the_only_commune_counts_on_its_own_calendar(
    database: Database, environ: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    found(database, "xa-suoi-mo", "99001", culture_day=False)
    told = answer(capsys, environ)
    assert told["due_on"] == WITHOUT_IT
    assert told["calendar"] == {
        "source": "commune",
        "reason": "commune",
        "authority": "99001",
        "name": "Xã Suối Mơ",
        "version": 2,
    }
    assert ask(environ) == 0
    assert capsys.readouterr().out.endswith("\nLịch dùng để tính: của Xã Suối Mơ, phiên bản 2.\n")


@pytest.mark.parametrize("wanted", ["99002", "xa-khac"])
def test_one_of_several_communes_is_chosen_by_code_or_name(
    database: Database, environ: dict[str, str], capsys: pytest.CaptureFixture[str], wanted: str
) -> None:
    found(database, "xa-suoi-mo", "99001", culture_day=True)
    found(database, "xa-khac", "99002", culture_day=False)
    assert answer(capsys, environ, "--authority", wanted)["due_on"] == WITHOUT_IT
    assert answer(capsys, environ, "--authority", "99001")["due_on"] == WITH_CULTURE_DAY
    unchosen = answer(capsys, environ)
    assert unchosen["due_on"] == WITH_CULTURE_DAY
    assert unchosen["calendar"] == {**SHIPPED, "reason": "several_communes"}


def test_a_database_without_a_commune_leaves_the_shipped_calendar(
    environ: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(capsys, environ)["calendar"] == {**SHIPPED, "reason": "no_commune"}


def test_a_commune_that_is_not_here_is_said_and_not_guessed(
    database: Database, environ: dict[str, str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    found(database, "xa-suoi-mo", "99001", culture_day=True)
    for place in (environ, {"PORTAL_DATA_DIR": str(tmp_path / "nothing")}):
        assert ask(place, "--authority", "99009") == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err == "Ở đây không có địa phương nào mang mã hoặc tên đã ghi ở --authority.\n"


def test_a_bare_machine_needs_nothing_and_nothing_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = {"PORTAL_DATA_DIR": str(tmp_path / "var")}
    told = answer(capsys, bare)
    assert told["due_on"] == WITH_CULTURE_DAY
    assert told["calendar"] == {**SHIPPED, "reason": "no_commune"}
    assert not list(tmp_path.iterdir())


def test_a_database_in_the_data_directory_is_found(
    sqlite_template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "portal.sqlite"
    path.write_bytes(sqlite_template.read_bytes())
    database = Database(f"sqlite:///{path}")
    found(database, "xa-suoi-mo", "99001", culture_day=False)
    database.dispose()
    told = answer(capsys, {"PORTAL_DATA_DIR": str(tmp_path)})
    assert told["due_on"] == WITHOUT_IT


@pytest.mark.parametrize("content", [b"", b"no database at all, only a few letters"])
def test_an_unreadable_database_is_said_beside_the_date(
    tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "portal.sqlite").write_bytes(content)
    broken = {"PORTAL_DATA_DIR": str(tmp_path)}
    assert answer(capsys, broken)["calendar"] == {**SHIPPED, "reason": "unreadable"}
    assert ask(broken, "--authority", "99001") == 2
    assert "Không đọc được cơ sở dữ liệu" in capsys.readouterr().err


@pytest.mark.parametrize(
    "environ", [{"PORTAL_CONFIG": "/nowhere"}, {"PORTAL_DATABASE_URL": "no address"}]
)
def test_a_broken_setting_is_said_beside_the_date(
    environ: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(capsys, environ)["calendar"] == {**SHIPPED, "reason": "unreadable"}
