"""A period's figures are read once and agree with what was put in."""

from datetime import date

from portal.cases.registers.figures import Figures
from portal.db import Database
from portal.keys import Keys
from portal.reports import periods
from portal.reports.choosing import ShownPeriod
from portal.reports.overview import Overview, live_overview
from tests.builders import make_unit
from tests.portal.reports.world import OCTOBER, World, make_world

TODAY = date(2026, 11, 20)
EVERY_STANDING = Figures(
    carried_over=1,
    received=6,
    answered_in_time=1,
    answered_late=1,
    answered_without_due=1,
    not_accepted=1,
    forwarded=1,
    open_in_time=1,
    open_overdue=1,
    published=1,
)


def october(database: Database, world: World, today: date = TODAY) -> Overview:
    with database.reading() as session:
        period = ShownPeriod.of(periods.period(session, world.authority_id, OCTOBER), today)
        return live_overview(session, world.authority_id, period, today)


def test_october_holds_one_petition_of_every_standing(database: Database, keys: Keys) -> None:
    found = october(database, make_world(database, keys))
    assert found.petitions.total == EVERY_STANDING
    assert sum((unit.petitions for unit in found.units), found.without_unit) == EVERY_STANDING


def test_the_satisfied_are_counted_over_all_counters(database: Database, keys: Keys) -> None:
    share = october(database, make_world(database, keys)).ratings.total.overall
    assert share is not None
    assert (share.satisfied, share.n) == (23, 26)


def test_each_unit_has_its_ratings_beside_its_petitions(database: Database, keys: Keys) -> None:
    world = make_world(database, keys)
    with database.writing() as session:
        make_unit(session, world.commune.authority, "Phòng Kinh tế")
    lines = {unit.name: unit for unit in october(database, world).units}
    centre, clinic = (lines[unit.name] for unit in world.commune.units)
    assert centre.ratings is not None
    assert centre.ratings.responses == 18
    assert centre.petitions.answered == 2
    assert clinic.ratings is not None
    assert clinic.ratings.responses == 8
    assert lines["Phòng Kinh tế"].ratings is None


def test_while_a_period_runs_it_is_told_as_of_today(database: Database, keys: Keys) -> None:
    world = make_world(database, keys)
    assert october(database, world).as_of == date(2026, 10, 31)
    running = october(database, world, today=date(2026, 10, 20))
    assert running.as_of == date(2026, 10, 20)
    assert not running.period.is_final
