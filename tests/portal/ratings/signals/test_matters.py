"""Answers about harassment and extra payment reach the chairperson weekly, and only once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from portal.calendar.editing import seed
from portal.db import Database
from portal.errors import ChangedMeanwhileError, InvalidInputError, NotFoundError
from portal.fieldwork.kinds import SurveyKind
from portal.keys import Keys
from portal.offices.events import Actor
from portal.offices.store import events_of
from portal.ratings.contents import Contents
from portal.ratings.folding import fold, fold_rest
from portal.ratings.signals.matters import Release, conclude, release_weekly, releases
from portal.ratings.signals.models import Matter, MatterState
from tests.builders import make_survey
from tests.portal.ratings.builders import Commune, make_commune, rate

# A Wednesday; its week began on Monday, the 23rd.
NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
MONDAY = date(2026, 11, 23)
A_FEW, NOBODY = (Contents({"manner": 3}, grades={"harassment": n}) for n in (2, 1))


@pytest.fixture
def commune(database: Database) -> Commune:
    """A commune with a sample of the whole form in the field."""
    made = make_commune(database)
    with database.writing() as session:
        seed(session, made.authority.id, now=NOW)
        survey = make_survey(session, made.authority, kind=SurveyKind.SAMPLE, code="sipas-full")
        return replace(made, survey_id=survey.id)


def matters(database: Database) -> list[tuple[str, int | None, int, date]]:
    with database.reading() as session:
        rows = session.scalars(select(Matter).order_by(Matter.id))
        return [(row.subject, row.unit_id, row.n, row.released_on) for row in rows]


def test_a_unit_is_named_only_for_enough_people(
    database: Database, keys: Keys, commune: Commune
) -> None:
    for point, said, times in ((0, A_FEW, 6), (0, NOBODY, 9), (2, A_FEW, 2), (2, NOBODY, 8)):
        rate(database, keys, commune, NOW, point=point, contents=said, times=times)
    fold(database, keys)
    assert release_weekly(database, now=NOW) == 2
    centre = commune.units[0].id
    assert matters(database) == [
        ("harassment", centre, 6, MONDAY),
        ("harassment", None, 2, MONDAY),
    ]
    with database.reading() as session:
        row = session.scalars(select(Matter)).first()
        assert row is not None
        # Ten working days after that Monday; the 24th of November is a day off.
        assert (row.due_on, row.state) == (date(2026, 12, 8), MatterState.OPEN)


def test_each_answer_is_released_once_and_in_the_week_after(
    database: Database, keys: Keys, commune: Commune
) -> None:
    rate(database, keys, commune, NOW, contents=A_FEW, times=5)
    fold(database, keys)
    assert [release_weekly(database, now=NOW) for _ in range(2)] == [1, 0]
    rate(database, keys, commune, NOW, contents=A_FEW, times=5)
    fold(database, keys)
    assert release_weekly(database, now=NOW + timedelta(days=3)) == 0
    assert release_weekly(database, now=NOW + timedelta(days=6)) == 1
    assert release_weekly(database, now=NOW + timedelta(days=13)) == 0
    assert [row[2:] for row in matters(database)] == [
        (5, MONDAY),
        (5, MONDAY + timedelta(days=7)),
    ]


def test_nothing_is_released_before_it_is_counted(
    database: Database, keys: Keys, commune: Commune
) -> None:
    rate(database, keys, commune, NOW, contents=A_FEW, times=3)
    assert fold(database, keys) == release_weekly(database, now=NOW) == 0
    fold_rest(database, keys, commune.authority.id, NOW.date())
    assert release_weekly(database, now=NOW + timedelta(days=7)) == 1


def test_a_rest_of_several_units_stays_together() -> None:
    counted = {(unit, "harassment"): n for unit, n in ((1, 7), (2, 3), (3, 4))}
    counted[1, "extra_payment"] = 4
    assert releases(counted, {(1, "harassment"): 1}, 5) == [
        Release("harassment", 1, 6),
        Release("harassment", None, 7),
        Release("extra_payment", None, 4),
    ]
    assert releases(counted, counted, 5) == []


def test_a_matter_is_concluded_once_with_words_and_by_its_own_commune(
    database: Database, keys: Keys, commune: Commune
) -> None:
    rate(database, keys, commune, NOW, contents=A_FEW, times=5)
    fold(database, keys)
    release_weekly(database, now=NOW)
    ours, theirs = Actor(commune.authority.id), Actor(99)
    with database.writing() as session:
        (matter_id,) = session.scalars(select(Matter.id))
        with pytest.raises(InvalidInputError):
            conclude(session, ours, matter_id, "  ", now=NOW)
        with pytest.raises(NotFoundError):
            conclude(session, theirs, matter_id, "Không có.", now=NOW)
        conclude(session, ours, matter_id, " Đã nhắc nhở cả bộ phận. ", now=NOW)
        with pytest.raises(ChangedMeanwhileError):
            conclude(session, ours, matter_id, "Khác.", now=NOW)
    with database.reading() as session:
        row = session.scalars(select(Matter)).one()
        assert (row.state, row.conclusion) == (MatterState.CONCLUDED, "Đã nhắc nhở cả bộ phận.")
        actions = [event.action for event in events_of(session, commune.authority.id)]
        assert {"matters_released", "matter_concluded"} <= set(actions)
