"""`portal doctor` finds what it looks for, one sentence each, and is silent otherwise."""

from pathlib import Path

import pytest
from sqlalchemy import text

from portal import schema
from portal.calendar.editing import seed
from portal.cli import main
from portal.clock import utc_now
from portal.db import Database
from portal.ratings.models import Envelope
from tests.builders import make_authority, make_point, make_survey, make_unit


@pytest.fixture
def sick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, database: Database) -> Database:
    monkeypatch.setenv("PORTAL_ENV", "demo")
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path))
    url = database.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("PORTAL_DATABASE_URL", url)
    return database


def test_a_healthy_installation_is_said_so(
    sick: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    with sick.writing() as session:
        seed(session, make_authority(session).id, now=utc_now())
    assert main(["doctor"]) == 0
    assert capsys.readouterr().out == "✓ Mọi thứ đều ổn.\n"


def test_every_finding_has_its_sentence(sick: Database, capsys: pytest.CaptureFixture[str]) -> None:
    with sick.writing() as session:
        authority = make_authority(session)
        point = make_point(session, make_unit(session, authority))
        survey = make_survey(session, authority)
        day = utc_now().date()
        session.add(
            Envelope(
                authority_id=authority.id,
                survey_id=survey.id,
                service_point_id=point.id,
                given_on=day,
                sealed=b"sealed by another key",
            )
        )
        session.execute(
            text(
                "INSERT INTO tally (survey_id, service_point_id, given_on, channel, flag,"
                " question, level, authority_id, n) VALUES (:s, :p, :d, 'qr', '', '*', 0, :a, 7)"
            ),
            {"s": survey.id, "p": point.id, "d": day, "a": authority.id},
        )
    assert main(["doctor", "--lang", "en"]) == 1
    lines = capsys.readouterr().out
    assert "no working days for" in lines
    assert "1 counts differ" in lines
    assert "1 ratings cannot be opened" in lines


def test_an_old_schema_is_the_first_thing_to_say(
    sick: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    schema.downgrade(sick, "0003")
    try:
        assert main(["doctor"]) == 1
    finally:
        schema.upgrade(sick)
    assert "portal migrate" in capsys.readouterr().out
