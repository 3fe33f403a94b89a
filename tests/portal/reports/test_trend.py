"""A figure through closed periods: read in one query, broken where it was made another way."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import update

from portal.clock import local_day
from portal.db import Database
from portal.keys import Keys
from portal.offices.events import Actor
from portal.ratings.contents import Contents
from portal.ratings.folding import fold
from portal.reports import store
from portal.reports.choosing import ShownPeriod
from portal.reports.closing import close
from portal.reports.keeping import figures
from portal.reports.models import PeriodSnapshot
from portal.reports.trend import Course, change, course
from surveys.differences import Verdict
from tests.portal.ratings.builders import rate
from tests.portal.ratings.test_results import counted_statements
from tests.portal.reports.world import NOW, OCTOBER, World, make_world

SEPTEMBER = datetime(2026, 9, 8, 3, tzinfo=UTC)


@pytest.fixture
def world(database: Database, keys: Keys) -> World:
    """Close a September with 3 of 30 satisfied; October has 23 of 26."""
    world = make_world(database, keys)
    for level, times in ((5, 3), (1, 27)):
        contents = Contents({"overall": level})
        rate(database, keys, world.commune, SEPTEMBER, contents=contents, times=times)
    fold(database, keys)
    actor = Actor(world.authority_id, world.house.people[0].staff_id)
    close(database, keys, actor, "2026-09", now=NOW)
    close(database, keys, actor, OCTOBER, now=NOW)
    return world


def read(database: Database, world: World, key: str = OCTOBER) -> Course:
    today = local_day(NOW)
    with database.reading() as session:
        rows = store.periods_of(session, world.authority_id)
        row = next(one for one in rows if one.key == key)
        kept = figures(session, world.authority_id, ShownPeriod.of(row, today), today)
        with counted_statements(database) as seen:
            found = course(session, row, rows, kept.overview)
        assert len(seen) == 1
        return found


def test_closed_periods_come_before_the_one_that_is_read(database: Database, world: World) -> None:
    found = read(database, world)
    assert [one.period.key for one in found.stands] == ["2026-09", OCTOBER]
    assert found.previous is not None
    assert found.previous.total is not None
    assert (found.previous.total.satisfied, found.previous.total.n) == (3, 30)
    assert found.last_year is None


def test_a_change_beyond_chance_is_said_of_the_whole_and_not_of_a_unit_without_past(
    database: Database, world: World
) -> None:
    found = read(database, world)
    (whole,) = found.changes()
    assert whole.difference is not None
    assert whole.difference.verdict is Verdict.MORE
    assert found.changes(world.commune.units[1].id) == []


def test_nothing_is_compared_across_another_questionnaire(database: Database, world: World) -> None:
    with database.writing() as session:
        snapshot = store.snapshot_of(session, world.authority_id, "2026-09")
        assert snapshot is not None
        data: dict[str, Any] = {**snapshot.data}
        data["ratings"] = {**data["ratings"], "instrument": {"code": "one-stop", "version": 1}}
        session.execute(
            update(PeriodSnapshot).where(PeriodSnapshot.id == snapshot.id).values(data=data)
        )
    (broken,) = read(database, world).changes()
    assert broken.difference is None


def test_without_a_share_there_is_no_change(database: Database, world: World) -> None:
    now, before = read(database, world).stands[::-1]
    assert change(now, replace(before, total=None)) is None
    assert change(replace(now, total=None), before) is None


def test_a_period_without_another_of_its_kind_stands_alone(
    database: Database, world: World
) -> None:
    found = read(database, world, "2026-09")
    assert [one.period.from_on for one in found.stands] == [date(2026, 9, 1)]
    assert found.changes() == []
