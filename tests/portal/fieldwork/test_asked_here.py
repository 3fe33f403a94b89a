"""One walk-up survey is asked at one place and moment: the narrowest, then the latest opened."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from portal.db import Database
from portal.fieldwork.approving import approve
from portal.fieldwork.drafting import draft
from portal.fieldwork.kinds import Scope, SurveyKind
from portal.fieldwork.models import Survey
from portal.fieldwork.surveys import close_surveys, place_at, survey_at
from tests.portal.fieldwork.house import House, a_plan, actor, make_house

COUNTERS = ("K7M2QXG", "B4C9TW2", "P3R8NYA")


@pytest.fixture
def house(database: Database) -> House:
    with database.writing() as session:
        return make_house(session)


def approved(database: Database, house: House, now: datetime, **changes: Any) -> int:
    with database.writing() as session:
        plan = a_plan(house, to_on=None, **changes)
        survey = draft(session, house.desk, plan, now=now)
        return approve(session, actor(house.chair), survey.id, 1, now=now).id


def asked(database: Database, now: datetime) -> list[int | None]:
    """Return the survey asked at each of the three counters."""
    with database.reading() as session:
        return [place_at(session.connection(), code, now=now).survey_id for code in COUNTERS]


def test_the_narrowest_survey_wins_however_late_the_others_opened(
    database: Database, house: House, now: datetime
) -> None:
    picked = frozenset({house.points[1].id, house.points[2].id})
    points = approved(database, house, now, scope=Scope.POINTS, points=picked)
    later = now + timedelta(hours=1)
    unit = approved(database, house, later, scope=Scope.UNIT, unit_id=house.centre.id)
    latest = now + timedelta(hours=2)
    whole = approved(database, house, latest)
    assert asked(database, now) == [None, points, points]
    assert asked(database, later) == [unit, points, points]
    assert asked(database, latest) == [unit, points, points]
    with database.writing() as session:
        session.get_one(Survey, points).closes_at = latest
    assert asked(database, latest) == [unit, unit, whole]


def test_of_equally_narrow_ones_the_latest_opened_is_asked(
    database: Database, house: House, now: datetime
) -> None:
    first = approved(database, house, now)
    later = now + timedelta(hours=1)
    second = approved(database, house, later)
    assert asked(database, later) == [second] * 3
    assert asked(database, now) == [first] * 3


def test_a_sample_is_never_offered_at_a_code(
    database: Database, house: House, now: datetime
) -> None:
    walk_up = approved(database, house, now)
    picked = frozenset({house.points[0].id})
    sample = approved(
        database, house, now, kind=SurveyKind.SAMPLE, scope=Scope.POINTS, points=picked
    )
    assert sample not in asked(database, now)
    with database.writing() as session:
        close_surveys(session, house.authority.id, now=now)
        assert session.get_one(Survey, sample).closes_at is None
        assert session.get_one(Survey, walk_up).closes_at == now
    assert asked(database, now) == [None] * 3


def test_drafts_and_other_communes_are_never_asked(
    database: Database, house: House, now: datetime
) -> None:
    with database.writing() as session:
        draft(session, house.desk, a_plan(house), now=now)
    assert asked(database, now) == [None] * 3
    with database.reading() as session:
        assert survey_at(session, house.authority.id, now=now) is None


def test_a_scan_costs_one_statement_however_many_surveys_there_are(
    database: Database, house: House, now: datetime
) -> None:
    picked = frozenset({house.points[0].id})
    for _ in range(5):
        approved(database, house, now)
        approved(database, house, now, scope=Scope.POINTS, points=picked)
    statements: list[str] = []

    def note(*arguments: Any) -> None:
        statements.append(arguments[2])

    with database.reading() as session:
        connection = session.connection()
        event.listen(database.engine, "before_cursor_execute", note)
        try:
            place = place_at(connection, "K7M2QXG", now=now)
        finally:
            event.remove(database.engine, "before_cursor_execute", note)
    assert place.is_asked
    assert len(statements) == 1
