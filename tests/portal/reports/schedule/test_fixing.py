"""The chairperson's schedule: written at once, never for what is over, never four trials."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest

from portal.db import Database
from portal.errors import InvalidInputError
from portal.offices.events import Actor
from portal.offices.kinds import Role
from portal.reports import periods
from portal.reports.schedule.errors import ScheduleOverError
from portal.reports.schedule.fixing import fix
from portal.reports.schedule.kinds import Way
from portal.reports.schedule.opening import opened
from portal.reports.schedule.rules import Fixed
from portal.reports.schedule.store import fixed_for
from tests.builders import make_authority, make_staff

NOW = datetime(2026, 9, 20, 3, tzinfo=UTC)
TRIAL = Fixed(Way.TRIAL)


@pytest.fixture
def actor(database: Database) -> Actor:
    with database.writing() as session:
        authority = make_authority(session)
        periods.seed(session, authority.id, 2026, 1)
        return Actor(authority.id, make_staff(session, authority, "chair", Role.CHAIRPERSON).id)


def fixed(database: Database, actor: Actor, now: datetime = NOW, **wanted: Fixed) -> int:
    lines = {key.replace("m", "2026-"): one for key, one in wanted.items()}
    with database.writing() as session:
        return fix(session, actor, 2026, lines, now=now)


def public(database: Database, actor: Actor, today: date) -> set[str]:
    with database.reading() as session:
        return {row.key for row in opened(session, actor.authority_id, today).rows}


def test_a_period_is_read_by_everyone_from_its_day(database: Database, actor: Actor) -> None:
    day = date(2026, 11, 20)
    assert fixed(database, actor, m10=Fixed(Way.ON_DAY, day), m11=TRIAL) == 2
    assert "2026-10" not in public(database, actor, date(2026, 11, 19))
    assert "2026-10" in public(database, actor, day)
    assert "2026-11" not in public(database, actor, date(2027, 6, 1))
    with database.reading() as session:
        coming = opened(session, actor.authority_id, date(2026, 11, 1)).coming
        assert coming is not None
        assert (coming.period.key, coming.on_day) == ("2026-10", day)


def test_the_same_again_changes_nothing_and_another_day_takes_its_place(
    database: Database, actor: Actor
) -> None:
    first, second = (Fixed(Way.ON_DAY, date(2026, 11, day)) for day in (20, 25))
    assert fixed(database, actor, m10=first) == 1
    assert fixed(database, actor, m10=first) == 0
    assert fixed(database, actor, m10=second) == 1
    with database.reading() as session:
        assert list(fixed_for(session, actor.authority_id).values()) == [second]


def test_what_is_over_can_neither_be_fixed_nor_moved(database: Database, actor: Actor) -> None:
    fixed(database, actor, m10=Fixed(Way.ON_DAY, date(2026, 11, 20)))
    november = datetime(2026, 11, 1, 3, tzinfo=UTC)
    for wanted in (TRIAL, Fixed(Way.ON_DAY, date(2026, 12, 20)), Fixed(Way.NOT_ALONE)):
        with pytest.raises(ScheduleOverError):
            fixed(database, actor, november, m10=wanted)
        with pytest.raises(ScheduleOverError):
            fixed(database, actor, november, m08=wanted)
    with pytest.raises(ScheduleOverError):
        fixed(database, actor, november, never=TRIAL)
    assert "2026-10" in public(database, actor, date(2026, 11, 20))


def test_a_year_has_three_trials_whoever_asks_at_once(database: Database, actor: Actor) -> None:
    def attempt(key: str) -> bool:
        try:
            with database.writing() as session:
                return fix(session, actor, 2026, {key: TRIAL}, now=NOW) == 1
        except InvalidInputError as error:
            return error.fields != {"": "too_many_trials"}

    fixed(database, actor, m09=TRIAL)
    with ThreadPoolExecutor(3) as pool:
        outcomes = list(pool.map(attempt, ("2026-10", "2026-11", "2026-12")))
    assert sorted(outcomes) == [False, True, True]


def test_a_period_that_is_removed_takes_its_line_along(database: Database, actor: Actor) -> None:
    fixed(database, actor, m12=TRIAL)
    with database.writing() as session:
        periods.remove(session, actor.authority_id, "2026-12", date(2026, 9, 20))
    with database.reading() as session:
        assert fixed_for(session, actor.authority_id) == {}
