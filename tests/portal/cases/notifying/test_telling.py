"""A step of a case is told to those it concerns, and to nobody who must not know."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from portal.cases.events import record
from portal.cases.kinds import Action, State
from portal.cases.models import Case
from portal.cases.notifying.gate import lost_its_point
from portal.cases.notifying.reminding import Rungs, remind_all
from portal.db import Database
from portal.keys import Keys
from portal.notices.choices.commune import Outlets, set_outlets
from portal.notices.choices.staff import Choice, choose
from portal.notices.habits import shipped
from portal.notices.kinds import OPTIONAL, Because, Kind, Progress, Way
from portal.notices.models import Notice
from tests.portal.cases.builders import actor_of, make_act, make_case
from tests.portal.cases.handling.builders import NOW, House, case_at, make_house


@pytest.fixture
def house(database: Database, keys: Keys) -> House:
    """Those of the units have an address; the colleague wants nothing that can be left out."""
    with database.writing() as session:
        house = make_house(session)
        for staff in (house.officer, house.head, house.colleague, house.chief):
            wanted = frozenset() if staff is house.colleague else frozenset(OPTIONAL)
            choice = Choice(f"{staff.username}@xa.example", "vi", wanted)
            choose(session, keys, (staff.authority_id, staff.id), choice, now=NOW)
        session.query(Notice).delete()
    return house


def told(session: Session) -> set[tuple[str, int | None]]:
    session.flush()
    return {(n.kind, n.staff_id) for n in session.query(Notice) if n.way == Way.EMAIL}


def test_a_case_on_its_way_tells_each_in_their_turn(database: Database, house: House) -> None:
    with database.writing() as session:
        case_at(session, house, State.ANSWERED)
        assert told(session) == {
            (Kind.ASSIGNED, house.officer.id),
            (Kind.TO_APPROVE, house.head.id),
        }


def test_a_draft_that_comes_back_goes_to_who_wrote_it(database: Database, house: House) -> None:
    with database.writing() as session:
        case = case_at(session, house, State.DRAFTED)
        record(session, case, make_act(Action.RETURN, actor_of(house.head), NOW))
        assert (Kind.RETURNED, house.officer.id) in told(session)


def test_a_sender_is_written_to_only_if_they_chose_it(database: Database, house: House) -> None:
    with database.writing() as session:
        make_case(session, house.authority, number=1)
        assert told(session) == set()
        make_case(session, house.authority, number=2, reply_by="email", language="en")
        assert told(session) == {(Kind.RECEIVED, None)}
        [notice] = session.query(Notice)
        assert notice.language == "en"
        assert set(notice.data) == {"reference", "due_on"}


def test_a_telephone_gets_messages_only_if_the_commune_sends_some(
    database: Database, house: House
) -> None:
    with database.writing() as session:
        make_case(session, house.authority, number=1, reply_by="phone")
        assert session.query(Notice).count() == 0
        set_outlets(session, house.authority.id, Outlets(shipped().quiet, sends_messages=True))
        make_case(session, house.authority, number=2, reply_by="phone")
        assert [n.way for n in session.query(Notice)] == [Way.PHONE]


def test_a_machine_is_told_the_bare_fact(database: Database, house: House) -> None:
    with database.writing() as session:
        outlets = Outlets(shipped().quiet, webhook_url="https://hook.example/portal")
        set_outlets(session, house.authority.id, outlets)
        case = make_case(session, house.authority)
        record(session, case, make_act(Action.NOTE, actor_of(house.clerk), NOW))
        [notice] = session.query(Notice)
        assert notice.way == Way.WEBHOOK
        assert set(notice.data) == {"reference", "state", "at"}


def test_of_a_sealed_case_nothing_goes_out_any_more(database: Database, house: House) -> None:
    with database.writing() as session:
        case = case_at(session, house, State.ASSIGNED)
        assert session.query(Notice).count()
        seal = make_act(Action.SEAL, actor_of(house.chief), NOW, handler_id=house.chief.id)
        record(session, case, seal)
        assert {(n.progress, n.reason) for n in session.query(Notice)} == {
            (Progress.DROPPED, Because.SEALED)
        }


def test_what_was_given_to_another_unit_is_not_told_to_the_first(
    database: Database, house: House
) -> None:
    with database.writing() as session:
        case = case_at(session, house, State.ASSIGNED)
        notice = session.query(Notice).filter(Notice.staff_id == house.officer.id).one()
        assert lost_its_point(session, notice) is None
        again = {"unit_id": house.other_unit.id, "officer_id": None}
        record(session, case, make_act(Action.ASSIGN, actor_of(house.chief), NOW, **again))
        assert lost_its_point(session, notice) is Because.NOT_THEIRS


def test_a_draft_approved_meanwhile_is_not_announced(database: Database, house: House) -> None:
    with database.writing() as session:
        case = case_at(session, house, State.DRAFTED)
        notice = session.query(Notice).filter(Notice.kind == Kind.TO_APPROVE).one()
        record(session, case, make_act(Action.APPROVE, actor_of(house.head), NOW))
        assert lost_its_point(session, notice) is Because.OVER


# Reminders


def reminded(database: Database, now: datetime) -> set[tuple[str, int | None]]:
    with database.writing() as session:
        session.query(Notice).delete()
    remind_all(database, now=now)
    with database.reading() as session:
        return {(n.kind, n.staff_id) for n in session.query(Notice)}


def assigned(database: Database, house: House) -> Case:
    with database.writing() as session:
        case = case_at(session, house, State.ACCEPTED)
        to = {"unit_id": house.unit.id, "officer_id": house.officer.id}
        record(session, case, make_act(Action.ASSIGN, actor_of(house.chief), NOW, **to))
        return case


def test_the_officer_then_the_head_then_the_top(database: Database, house: House) -> None:
    case = assigned(database, house)
    assert case.due_on is not None
    midnight = NOW.replace(hour=1)
    day = midnight + (case.due_on - midnight.date())
    officer, head = house.officer.id, house.head.id
    assert reminded(database, day - timedelta(days=5)) == set()
    assert reminded(database, day - timedelta(days=1)) == {(Kind.DUE_SOON, officer)}
    assert reminded(database, day) == {(Kind.DUE_TODAY, officer), (Kind.DUE_TODAY, head)}
    late = reminded(database, day + timedelta(days=3))
    assert late == {(Kind.OVERDUE, officer), (Kind.OVERDUE, head)}
    # Nobody chairs this commune: the rung is empty and nothing lies above it.
    assert reminded(database, day + timedelta(days=20)) == {(Kind.GROSSLY_OVERDUE, head)}


def test_each_reminder_comes_once_and_anew_when_the_day_moved(
    database: Database, house: House
) -> None:
    case = assigned(database, house)
    assert case.due_on is not None
    day = NOW.replace(hour=1) + (case.due_on - NOW.date())
    assert remind_all(database, now=day) == 2
    assert remind_all(database, now=day + timedelta(hours=5)) == 0
    with database.writing() as session:
        notice = session.query(Notice).filter(Notice.kind == Kind.DUE_TODAY).first()
        assert notice is not None
        assert lost_its_point(session, notice) is None
        moved = session.get_one(Case, case.id)
        put_off = make_act(Action.EXTEND, actor_of(house.chief), NOW)
        record(session, moved, put_off)
        assert lost_its_point(session, notice) is Because.OVER


def test_a_clock_that_stands_still_reminds_nobody(database: Database, house: House) -> None:
    case = assigned(database, house)
    with database.writing() as session:
        asked = session.get_one(Case, case.id)
        record(session, asked, make_act(Action.ASK, actor_of(house.officer), NOW))
    assert reminded(database, NOW + timedelta(days=30)) == set()


def test_a_rung_nobody_stands_on_passes_it_up() -> None:
    case = Case(state=State.ASSIGNED, unit_id=1, officer_id=None)
    assert Rungs({1: [5]}, [9]).reached(["officer"], case) == {5}
    assert Rungs({}, [9]).reached(["officer", "head"], case) == {9}
    given_back = Case(state=State.ACCEPTED, unit_id=1, officer_id=None)
    assert Rungs({1: [5]}, [9]).reached(["officer"], given_back) == {9}
