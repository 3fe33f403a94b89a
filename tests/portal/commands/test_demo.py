"""`portal demo` makes the demonstration once, shows it again, and keeps off real communes."""

import json
from pathlib import Path

import pytest

from portal.cli import main
from portal.db import Database
from portal.offices.store import authorities
from tests.builders import make_authority

pytestmark = pytest.mark.slow


@pytest.fixture
def environ(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("PORTAL_ENV", "demo")
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PORTAL_PORT", "9000")
    monkeypatch.delenv("PORTAL_DATABASE_URL", raising=False)
    return tmp_path


def test_it_is_made_once_and_shown_for_people_and_scripts(
    environ: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo"]) == 0
    told = capsys.readouterr().out
    assert main(["demo", "--show", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["rating"].startswith("http://127.0.0.1:9000/q/")
    assert shown["rating"] in told
    assert shown["password"] in told
    assert len(shown["places"]) == 6
    assert main(["doctor"]) == 0


def test_showing_makes_nothing(environ: Path) -> None:
    assert main(["demo", "--show"]) == 1
    assert not (environ / "portal.sqlite").exists()


def test_a_real_commune_is_left_alone(
    environ: Path, monkeypatch: pytest.MonkeyPatch, database: Database
) -> None:
    with database.writing() as session:
        make_authority(session)
    url = database.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("PORTAL_DATABASE_URL", url)
    assert main(["demo"]) == 1
    with database.reading() as session:
        assert len(authorities(session)) == 1
