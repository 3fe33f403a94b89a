"""`portal demo` makes the demonstration once, shows it again, and keeps off real communes."""

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from portal.cli import main
from portal.commands import demo
from portal.config import Config
from portal.db import Database
from portal.demo.commune import settle
from portal.offices.staff_store import staff_by_username
from portal.offices.store import authorities
from tests.builders import make_authority


@pytest.fixture
def environ(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An environment that names a data directory and nothing else."""
    for name in ("PORTAL_ENV", "PORTAL_PORT", "PORTAL_DATABASE_URL", "PORTAL_SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("PUBLIC_URL", raising=False)
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the commune without its year of ratings and petitions."""

    def make(database: Database, config: Config, password: str, *, now: datetime) -> None:
        with database.writing() as session:
            settle(session, config.keys, f"hash of {password}", now=now)

    monkeypatch.setattr(demo, "make", make)


def portal(directory: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the program as someone does who has set nothing, in a directory of its own."""
    environ = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **settings}
    command = [sys.executable, "-m", "portal", *arguments]
    return subprocess.run(
        command, env=environ, cwd=directory, capture_output=True, text=True, check=False
    )


def shown(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["demo", "--show", "--json"]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


@pytest.mark.slow
def test_it_needs_no_setting_and_keeps_the_port_it_was_last_served_on(tmp_path: Path) -> None:
    made = portal(tmp_path, "demo", "--json", PORTAL_PORT="9000")
    assert made.returncode == 0, made.stderr
    assert made.stderr.startswith("Đang dựng xã minh họa")
    again = portal(tmp_path, "demo", "--show", "--json")
    assert (again.returncode, again.stderr) == (0, "")
    links = json.loads(again.stdout)
    assert links == json.loads(made.stdout)
    assert links["rating"].startswith("http://127.0.0.1:9000/q/")
    assert len(links["places"]) == 6
    told = portal(tmp_path, "demo").stdout
    assert all(one in told for one in (links["rating"], links["password"], links["console"]))
    # The demonstration shows a poster nobody scans and letters that wait for a mail server.
    wrong = portal(tmp_path, "doctor", PORTAL_ENV="demo").stdout.splitlines()
    assert all("áp phích" in line or "thư báo" in line for line in wrong if line.startswith("✗"))


def test_both_languages_are_told_or_one(
    environ: Path, quickly: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo"]) == 0
    assert "Đánh giá ở quầy / Rate at a counter" in capsys.readouterr().out
    assert main(["demo", "--lang", "en"]) == 0
    assert "Đánh giá" not in capsys.readouterr().out


def test_showing_makes_nothing(environ: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--show", "--json"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("Chưa có xã minh họa")
    assert not (environ / "portal.sqlite").exists()


@pytest.mark.parametrize("is_moved", [False, True])
def test_a_start_that_was_killed_is_no_obstacle_to_the_next(
    environ: Path,
    quickly: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    is_moved: bool,
) -> None:
    replace = os.replace

    def killed(building: Path, target: Path) -> None:
        if is_moved:
            replace(building, target)
        raise OSError("killed")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", killed)
        with pytest.raises(OSError, match="killed"):
            main(["demo"])
    file = environ / "portal.sqlite"
    before = file.read_bytes() if is_moved else b""
    assert main(["demo"]) == 0
    assert not is_moved or file.read_bytes() == before
    database = Database(f"sqlite:///{file}")
    with database.reading() as session:
        admin = staff_by_username(session, "quantri")
    database.dispose()
    assert admin is not None
    assert admin.password_hash == f"hash of {shown(capsys)['password']}"


def test_without_its_password_it_is_made_anew(
    environ: Path, quickly: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo"]) == 0
    before = shown(capsys)
    (environ / "demo.json").unlink()
    assert main(["demo"]) == 0
    after = shown(capsys)
    assert before["password"] != after["password"]
    assert before["rating"] != after["rating"]


@pytest.mark.parametrize("has_file", [False, True])
def test_a_real_commune_is_left_alone(
    environ: Path, monkeypatch: pytest.MonkeyPatch, database: Database, *, has_file: bool
) -> None:
    with database.writing() as session:
        make_authority(session)
    if has_file:
        (environ / "demo.json").write_text('{"password": "x"}')
    name_database(monkeypatch, database)
    assert main(["demo"]) == 1
    with database.reading() as session:
        assert [row.code for row in authorities(session)] == ["99001"]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_one_left_half_made_in_postgresql_is_said(
    environ: Path,
    monkeypatch: pytest.MonkeyPatch,
    database: Database,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with database.writing() as session:
        make_authority(session).is_demo = True
    name_database(monkeypatch, database)
    assert main(["demo"]) == 1
    assert "mới dựng dở dang" in capsys.readouterr().err


def name_database(monkeypatch: pytest.MonkeyPatch, database: Database) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("PORTAL_DATABASE_URL", url)
