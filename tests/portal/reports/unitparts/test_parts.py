"""A unit's part: kept, sent, judged; whoever comes second is told, and loses nothing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

import pytest
from sqlalchemy import select, update

from portal.db import Database
from portal.errors import ChangedMeanwhileError, InvalidInputError, NotFoundError
from portal.keys import Keys
from portal.offices.events import Actor
from portal.reports import periods
from portal.reports.errors import PeriodInUseError
from portal.reports.models import Period
from portal.reports.report import Order, take
from portal.reports.unitparts.asked import is_reminded_on, text_parts
from portal.reports.unitparts.board import Mark, board
from portal.reports.unitparts.judging import accept, send_back
from portal.reports.unitparts.models import UnitPart
from portal.reports.unitparts.reminding import remind
from portal.reports.unitparts.store import owed_by
from portal.reports.unitparts.turns import Turn
from portal.reports.unitparts.writing import keep
from tests.portal.reports.papers import paper_of, spoken
from tests.portal.reports.world import NOW, World, make_world

KEY = "2026-10"
DUE = date(2026, 11, 15)
TEXTS = {"done": "Đã mở thêm một quầy.\nĐã họp dân.", "causes": "Thiếu người."}


@pytest.fixture
def world(database: Database, keys: Keys) -> World:
    world = make_world(database, keys)
    with database.writing() as session:
        mine = (Period.authority_id == world.authority_id) & (Period.key == KEY)
        session.execute(update(Period).where(mine).values(due_down_on=DUE))
    return world


def turn(world: World, seen: int = 0, unit: int = 0, person: int = 0) -> Turn:
    actor = Actor(world.authority_id, world.house.people[person].staff_id)
    return Turn(actor, world.commune.units[unit].id, KEY, seen)


def kept(database: Database, who: Turn, *, is_sent: bool = False, now: datetime = NOW) -> UnitPart:
    with database.writing() as session:
        return keep(session, who, TEXTS, is_sent=is_sent, now=now)


def marks(database: Database, world: World, today: date) -> list[Mark]:
    with database.reading() as session:
        row = periods.period(session, world.authority_id, KEY)
        return [one.mark for one in board(session, row, today)]


def test_a_part_goes_from_draft_to_the_report(database: Database, keys: Keys, world: World) -> None:
    on_time = datetime(2026, 11, 14, 3, tzinfo=NOW.tzinfo)
    assert marks(database, world, DUE) == [Mark.WAITING, Mark.WAITING]
    kept(database, turn(world), now=on_time)
    kept(database, turn(world, 1), is_sent=True, now=on_time)
    assert marks(database, world, NOW.date()) == [Mark.SENT, Mark.OVERDUE]
    with database.writing() as session:
        accept(session, turn(world, 2, person=1), now=NOW)
    kept(database, turn(world, unit=1), is_sent=True)
    assert marks(database, world, NOW.date()) == [Mark.ACCEPTED, Mark.SENT_LATE]
    report = take(database, keys, Order(world.authority_id, KEY), now=NOW)
    words = spoken(paper_of(report))
    assert "Trung tâm Phục vụ hành chính công: Đã mở thêm một quầy." in words
    assert "Đã họp dân." in words
    assert "Trạm Y tế: Đã mở" not in words
    assert "(Cần viết" not in words


def test_a_returned_part_says_why_and_keeps_its_texts(database: Database, world: World) -> None:
    kept(database, turn(world), is_sent=True)
    with database.writing() as session:
        with pytest.raises(InvalidInputError):
            send_back(session, turn(world, 1), "  ", now=NOW)
        part = send_back(session, turn(world, 1), "Thiếu số liệu quý trước.", now=NOW)
    assert (part.state, part.note) == ("returned", "Thiếu số liệu quý trước.")
    assert part.texts["done"] == TEXTS["done"]
    again = kept(database, turn(world, 2), is_sent=True)
    assert (again.state, again.note) == ("sent", "")


@pytest.mark.parametrize("seen", [0, 1])
def test_of_two_writers_one_is_told(database: Database, world: World, seen: int) -> None:
    if seen:
        kept(database, turn(world))

    def write(person: int) -> str:
        try:
            kept(database, turn(world, seen, person=person))
        except ChangedMeanwhileError:
            return "late"
        return "kept"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(write, range(2))) == ["kept", "late"]
    with database.reading() as session:
        assert session.scalars(select(UnitPart.version)).all() == [seen + 1]


def test_what_is_sent_is_changed_by_nobody(database: Database, world: World) -> None:
    kept(database, turn(world), is_sent=True)
    with pytest.raises(ChangedMeanwhileError):
        kept(database, turn(world, 1))
    with database.writing() as session:
        accept(session, turn(world, 1), now=NOW)
    for seen in (1, 2):
        with pytest.raises(ChangedMeanwhileError), database.writing() as session:
            accept(session, turn(world, seen), now=NOW)


def test_nothing_is_sent_without_what_is_needed(database: Database, world: World) -> None:
    with database.writing() as session:
        with pytest.raises(InvalidInputError) as refused:
            keep(session, turn(world), {"causes": "x"}, is_sent=True, now=NOW)
        assert refused.value.fields == {"done": "required"}
        long = {"done": "x" * (text_parts()[0].limit + 1)}
        with pytest.raises(InvalidInputError):
            keep(session, turn(world), long, is_sent=False, now=NOW)


def test_a_unit_of_another_commune_is_not_asked(database: Database, world: World) -> None:
    stranger = Turn(Actor(world.authority_id + 1, 1), world.commune.units[0].id, KEY)
    with pytest.raises(NotFoundError):
        kept(database, stranger)


def test_units_are_reminded_until_they_have_sent(database: Database, world: World) -> None:
    unit = world.commune.units[0].id
    with database.writing() as session:
        assert remind(session, date(2026, 11, 11)) == 0
        assert remind(session, date(2026, 11, 12)) == 2
        assert remind(session, date(2026, 11, 13)) == 0
        assert [row.key for row, _part in owed_by(session, unit)] == [KEY]
    kept(database, turn(world, 1), is_sent=True)
    with database.reading() as session:
        assert owed_by(session, unit) == []


def test_a_reminder_is_given_up_after_a_while() -> None:
    days = [date(2026, 11, 11), date(2026, 11, 12), DUE, date(2026, 12, 30), date(2026, 12, 31)]
    assert [is_reminded_on(DUE, day) for day in days] == [False, True, True, True, False]


def test_a_period_goes_with_its_reminders_but_not_with_words(
    database: Database, world: World
) -> None:
    with database.writing() as session:
        december = (Period.authority_id == world.authority_id) & Period.key.in_(
            ["2026-11", "2026-12"]
        )
        session.execute(update(Period).where(december).values(due_down_on=DUE))
        remind(session, DUE)
        periods.remove(session, world.authority_id, "2026-12", NOW.date())
    who = Turn(turn(world).actor, world.commune.units[0].id, "2026-11", 1)
    kept(database, who)
    with pytest.raises(PeriodInUseError), database.writing() as session:
        periods.remove(session, world.authority_id, "2026-11", NOW.date())
