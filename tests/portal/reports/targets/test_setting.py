"""Targets are set with a source, hold from a day on, and belong to one commune."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from portal.db import Database
from portal.errors import ConstraintError, InvalidInputError, NotFoundError
from portal.offices.events import Actor
from portal.offices.models import Authority
from portal.offices.store import events_of
from portal.reports.targets.kinds import TargetMethod, TargetObject
from portal.reports.targets.setting import Goal, set_target, take_back
from portal.reports.targets.store import in_force, targets_of
from tests.builders import make_authority, make_unit

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
GOAL = Goal(
    TargetObject.PROCEDURES,
    None,
    TargetMethod.WALK_UP,
    95,
    "Kế hoạch 12/KH-UBND",
    date(2026, 1, 1),
)


@pytest.fixture
def actor(database: Database) -> Actor:
    with database.writing() as session:
        return Actor(make_authority(session).id)


def test_the_latest_begun_is_in_force_and_an_older_one_in_its_own_time(
    database: Database, actor: Actor
) -> None:
    with database.writing() as session:
        set_target(session, actor, GOAL, now=NOW)
        later = replace(GOAL, percent=98, valid_from=date(2026, 7, 1))
        set_target(session, actor, later, now=NOW)
    with database.reading() as session:
        for day, percents in (
            (date(2025, 12, 31), []),
            (date(2026, 6, 30), [95]),
            (date(2026, 7, 1), [98]),
        ):
            found = in_force(session, actor.authority_id, day)
            assert [target.percent for target in found] == percents


def test_one_thing_has_one_target_from_one_day(database: Database, actor: Actor) -> None:
    with database.writing() as session:
        unit_id = make_unit(session, session.get_one(Authority, actor.authority_id)).id
    for goal in (GOAL, replace(GOAL, unit_id=unit_id)):
        with database.writing() as session:
            set_target(session, actor, goal, now=NOW)
        with pytest.raises(ConstraintError), database.writing() as session:
            set_target(session, actor, replace(goal, percent=90), now=NOW)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"percent": 0}, "percent"),
        ({"percent": 101}, "percent"),
        ({"source": "  "}, "source"),
        ({"valid_from": date(1999, 1, 1)}, "valid_from"),
    ],
)
def test_a_target_without_sense_or_source_is_refused(
    database: Database, actor: Actor, wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidInputError) as refused, database.writing() as session:
        set_target(session, actor, replace(GOAL, **wrong), now=NOW)  # type: ignore[arg-type]
    assert set(refused.value.fields) == {field}


def test_a_target_is_changed_and_taken_back_by_its_own_commune_only(
    database: Database, actor: Actor
) -> None:
    with database.writing() as session:
        target_id = set_target(session, actor, GOAL, now=NOW).id
        theirs = Actor(make_authority(session, slug="phuong-ben-da", code="99002").id)
    for attempt in (
        lambda session: set_target(session, theirs, GOAL, target_id=target_id, now=NOW),
        lambda session: take_back(session, theirs, target_id, now=NOW),
    ):
        with pytest.raises(NotFoundError), database.writing() as session:
            attempt(session)
    with database.writing() as session:
        changed = replace(GOAL, percent=96)
        set_target(session, actor, changed, target_id=target_id, now=NOW)
    with database.reading() as session:
        assert [row.percent for row, _ in targets_of(session, actor.authority_id)] == [96]
    with database.writing() as session:
        take_back(session, actor, target_id, now=NOW)
        assert targets_of(session, actor.authority_id) == []
        said = [event.data.get("percent") for event in events_of(session, actor.authority_id)]
    assert {95, 96} <= set(said)
