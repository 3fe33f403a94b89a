"""A closed period stays what it was: whatever moves later moves no figure of it."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import update

from portal.cases.kinds import State
from portal.cases.models import Case
from portal.db import Database
from portal.fieldwork.models import Questionnaire, Survey
from portal.keys import Keys
from portal.offices.events import Actor
from portal.offices.store import events_of
from portal.ratings.models import Tally
from portal.reports import keeping, store
from portal.reports.choosing import ShownPeriod
from portal.reports.closing import close, close_ended
from portal.reports.definitions import DEFINITIONS
from portal.reports.errors import PeriodNotFoundError, PeriodNotOverError, PeriodUnsettledError
from portal.reports.frozen import frozen, thawed
from portal.reports.models import Period, PeriodSnapshot
from portal.reports.overview import live_overview
from portal.reports.periods import period
from portal.reports.report import Order, Report, take
from portal.reports.totals import totals
from surveys.loading import builtin_text
from tests.portal.ratings.builders import rate
from tests.portal.reports.world import NOW, OCTOBER, World, make_world

TODAY = date(2026, 11, 20)
OCTOBER_DAY = datetime(2026, 10, 12, 3, tzinfo=UTC)


@pytest.fixture
def world(database: Database, keys: Keys) -> World:
    return make_world(database, keys)


def close_october(database: Database, keys: Keys, world: World) -> bool:
    staff_id = world.house.people[0].staff_id
    return close(database, keys, Actor(world.authority_id, staff_id), OCTOBER, now=NOW)


def october(database: Database, keys: Keys, world: World) -> Report:
    return take(database, keys, Order(world.authority_id, OCTOBER), now=NOW)


def snapshot(database: Database, world: World) -> PeriodSnapshot | None:
    with database.reading() as session:
        found = store.snapshot_of(session, world.authority_id, OCTOBER)
        if found is not None:
            assert found.register
        return found


def test_the_snapshot_holds_what_the_live_figures_say(
    database: Database, keys: Keys, world: World
) -> None:
    rate(database, keys, world.commune, OCTOBER_DAY, times=3)
    close_ended(database, keys, now=NOW)
    kept = snapshot(database, world)
    assert kept is not None
    with database.reading() as session:
        shown = ShownPeriod.of(period(session, world.authority_id, OCTOBER), TODAY)
        live = live_overview(session, world.authority_id, shown, TODAY)
    assert thawed(kept.data, shown, live.ratings.instrument) == live
    assert kept.data == frozen(live)
    assert kept.data["figures"] == totals(live)
    assert kept.data["figures"].keys() <= DEFINITIONS.keys()
    assert live.ratings.total.responses == 29


def test_what_happens_later_changes_no_figure(database: Database, keys: Keys, world: World) -> None:
    assert close_october(database, keys, world)
    before = october(database, keys, world)
    with database.writing() as session:
        session.execute(update(Case).values(state=State.ASSIGNED, finished_on=None))
        session.execute(update(Tally).values(n=Tally.n + 1))
    after = october(database, keys, world)
    assert after == replace(before, made_at=after.made_at)
    assert after.closed is not None
    assert after.overview.petitions.total.answered == 3
    assert after.entries


def test_closing_is_remembered_with_who_and_a_fingerprint(
    database: Database, keys: Keys, world: World
) -> None:
    assert close_october(database, keys, world)
    assert not close_october(database, keys, world)
    kept = snapshot(database, world)
    assert kept is not None
    assert keeping.is_unharmed(kept)
    assert kept.taken_at == NOW
    assert kept.taken_by_id == world.house.people[0].staff_id
    with database.reading() as session:
        actions = [event.action for event in events_of(session, world.authority_id)]
    assert actions.count("period_closed") == 1
    kept.register[0]["standing"] = "forwarded"
    assert not keeping.is_unharmed(kept)


def test_a_figure_changed_behind_the_portals_back_is_found(
    database: Database, keys: Keys, world: World
) -> None:
    close_october(database, keys, world)
    with database.reading() as session:
        assert keeping.harmed_periods(session, world.authority_id) == []
    with database.writing() as session:
        found = store.snapshot_of(session, world.authority_id, OCTOBER)
        assert found is not None
        found.data = {**found.data, "figures": {**found.data["figures"], "responses": 99}}
    with database.reading() as session:
        assert keeping.harmed_periods(session, world.authority_id) == [OCTOBER]


def test_of_two_who_close_at_once_one_does(database: Database, keys: Keys, world: World) -> None:
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _n: close_october(database, keys, world), range(4)))
    assert sorted(done) == [False, False, False, True]


def test_the_portal_closes_what_nobody_closed(database: Database, keys: Keys, world: World) -> None:
    close_ended(database, keys, now=NOW)
    with database.reading() as session:
        closed = store.closed_periods(session, world.authority_id)
        over = {
            row.id for row in store.periods_of(session, world.authority_id) if row.to_on < TODAY
        }
    assert closed == over
    report = october(database, keys, world)
    assert report.closed is not None
    assert report.closed.by == ""


def test_the_last_second_of_the_cutoff_day_is_waited_for(
    database: Database, keys: Keys, world: World
) -> None:
    midnight = datetime(2026, 10, 31, 17, 5, tzinfo=UTC)  # 0:05 on the 1st in Việt Nam
    close_ended(database, keys, now=midnight)
    assert snapshot(database, world) is None
    with pytest.raises(PeriodNotOverError):
        close(database, keys, Actor(world.authority_id), OCTOBER, now=midnight)
    close_ended(database, keys, now=midnight.replace(minute=11))
    assert snapshot(database, world) is not None


def test_a_period_with_a_rating_that_cannot_be_opened_stays_open(
    database: Database, keys: Keys, world: World
) -> None:
    rate(database, Keys(b"another secret, of another server!!"), world.commune, OCTOBER_DAY)
    close_ended(database, keys, now=NOW)
    assert snapshot(database, world) is None
    with pytest.raises(PeriodUnsettledError):
        close_october(database, keys, world)


def test_a_period_that_runs_or_is_not_there_cannot_be_closed(
    database: Database, keys: Keys, world: World
) -> None:
    actor = Actor(world.authority_id)
    with pytest.raises(PeriodNotOverError):
        close(database, keys, actor, "2026-11", now=NOW)
    with pytest.raises(PeriodNotFoundError):
        close(database, keys, actor, "2031-01", now=NOW)


def test_a_period_without_data_is_closed_too(database: Database, keys: Keys, world: World) -> None:
    close_ended(database, keys, now=NOW)
    report = take(database, keys, Order(world.authority_id, "2026-02"), now=NOW)
    assert report.closed is not None
    assert report.overview.ratings.total.responses == 0
    with database.reading() as session:
        assert session.query(Period).count() == 12


def test_a_questionnaire_of_the_communes_own_is_read_again_as_it_was_asked(
    database: Database, keys: Keys, world: World
) -> None:
    """A closed period used to look among the built-in ones alone, and its page broke."""
    text = builtin_text("counter-short").replace('"counter-short"', '"own-form"', 1)
    own = Questionnaire(
        authority_id=world.authority_id,
        code="own-form",
        version=1,
        digest=hashlib.sha256(text.encode()).digest(),
        toml=text,
        added_at=NOW,
    )
    with database.writing() as session:
        session.add(own)
        session.flush()
        mine = Survey.id == world.commune.survey_id
        session.execute(update(Survey).where(mine).values(questionnaire_id=own.id))
    close_october(database, keys, world)
    asked = october(database, keys, world).overview.ratings.instrument
    assert asked is not None
    assert (asked.code, asked.version) == ("own-form", 1)
