"""Taking a period: what still waits comes in once the period is final, and never earlier."""

from datetime import UTC, datetime

import pytest

from portal.chores import CHORES
from portal.config import Config
from portal.db import Database
from portal.jobs.chores import run_once
from portal.keys import Keys
from portal.reports import closing
from portal.reports.errors import PeriodNotFoundError
from portal.reports.report import Order, take
from tests.portal.ratings.builders import rate
from tests.portal.reports.world import NOW, OCTOBER, World, make_world

OCTOBER_DAY = datetime(2026, 10, 20, 3, tzinfo=UTC)


@pytest.fixture
def world(database: Database, keys: Keys) -> World:
    return make_world(database, keys)


def responses(database: Database, keys: Keys, world: World, key: str, now: datetime) -> int | None:
    report = take(database, keys, Order(world.authority_id, key), now=now)
    return report.overview.ratings.total.responses


def test_ratings_that_still_wait_come_in_after_the_cutoff(database: Database, keys: Keys) -> None:
    world = make_world(database, keys)
    rate(database, keys, world.commune, OCTOBER_DAY.replace(day=12), times=3)
    last_day = datetime(2026, 10, 31, 12, tzinfo=UTC)
    assert responses(database, keys, world, OCTOBER, last_day) == 26
    assert responses(database, keys, world, OCTOBER, NOW) == 29


def test_what_waits_in_the_running_period_goes_on_waiting(database: Database, keys: Keys) -> None:
    world = make_world(database, keys)
    rate(database, keys, world.commune, NOW, times=3)
    assert responses(database, keys, world, OCTOBER, NOW) == 26
    assert responses(database, keys, world, "2026-11", NOW) == 0


def test_all_communes_can_be_closed_at_once(database: Database, keys: Keys) -> None:
    world = make_world(database, keys)
    rate(database, keys, world.commune, OCTOBER_DAY, times=2)
    assert closing.close_ended(database, keys, now=NOW) == 2
    assert closing.close_ended(database, keys, now=NOW) == 0


def test_closing_is_a_chore_of_the_installation(
    database: Database, config: Config, world: World
) -> None:
    rate(database, config.keys, world.commune, OCTOBER_DAY, times=2)
    assert run_once(CHORES, database, config, NOW).done["close-periods"] == 2


@pytest.mark.parametrize("key", ["2026-12", "2031-01"])
def test_a_period_that_has_not_begun_is_not_found(database: Database, keys: Keys, key: str) -> None:
    world = make_world(database, keys)
    with pytest.raises(PeriodNotFoundError):
        take(database, keys, Order(world.authority_id, key), now=NOW)
