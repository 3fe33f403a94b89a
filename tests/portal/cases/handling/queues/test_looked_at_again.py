"""Answers that did not satisfy, and cases that came back: each waits with whoever must act."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.calendar.store import load_calendar
from portal.cases.events import facts_of
from portal.cases.handling.assigning import assign, give_back
from portal.cases.handling.notes import add_note
from portal.cases.handling.queues.deadlines import soon_until
from portal.cases.handling.queues.kinds import Horizon, Queue
from portal.cases.handling.queues.store import queue_counts
from portal.cases.handling.triage import ask
from portal.cases.intake.tracking import rate_reply, reopen
from portal.cases.kinds import State
from portal.cases.models import Case
from portal.cases.store import unit_in_charge
from portal.clock import local_day
from portal.db import Database
from portal.offices.models import Staff
from tests.portal.cases.handling.builders import (
    NOW,
    House,
    agrees_with_its_events,
    case_at,
    make_house,
    turn,
    viewer,
)


def waiting(session: Session, house: House, staff: Staff, queue: Queue) -> int:
    calendar = load_calendar(session, house.authority.id)
    today = local_day(NOW)
    at = Horizon(today, soon_until(calendar, today))
    return queue_counts(session, viewer(staff), at)[queue]


def dissatisfied(session: Session, house: House, number: int = 1) -> Case:
    case = case_at(session, house, State.ANSWERED, number=number)
    rate_reply(session, case, is_satisfied=False, comment="Vẫn tắt.", now=NOW)
    return case


def test_a_sender_who_is_not_satisfied_waits_with_leaders_and_the_unit(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case_at(session, house, State.ANSWERED, number=2)
        content = case_at(session, house, State.ANSWERED, number=3)
        rate_reply(session, content, is_satisfied=True, comment="", now=NOW)
        dissatisfied(session, house)
        for staff, number in (
            (house.chief, 1),
            (house.head, 1),
            (house.officer, 1),
            (house.colleague, 0),
            (house.stranger, 0),
        ):
            assert waiting(session, house, staff, Queue.DISSATISFIED) == number


def test_a_note_about_it_takes_the_case_out_of_that_queue(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        add_note(session, turn(house.officer, case), "Đã gọi thợ.", now=NOW)
        other = dissatisfied(session, house, number=2)
        assert waiting(session, house, house.head, Queue.DISSATISFIED) == 1
        add_note(session, turn(house.head, other), "Đã hẹn ra xem lại.", now=NOW)
        assert waiting(session, house, house.head, Queue.DISSATISFIED) == 0
        assert agrees_with_its_events(session, other)


def test_a_reopened_case_waits_to_be_given_to_a_unit_and_lies_with_none(
    database: Database,
) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = dissatisfied(session, house)
        reopen(session, case, "Vẫn tắt.", now=NOW)
        assert waiting(session, house, house.chief, Queue.DISSATISFIED) == 0
        assert waiting(session, house, house.chief, Queue.TO_ASSIGN) == 1
        assert waiting(session, house, house.clerk, Queue.TO_ASSIGN) == 1
        assert waiting(session, house, house.officer, Queue.MY_UNIT) == 0
        assert waiting(session, house, house.officer, Queue.ALL) == 1
        assert (case.unit_id, case.unit_due_on, case.officer_id) == (house.unit.id, None, None)
        assert agrees_with_its_events(session, case)
        assign(session, turn(house.chief, case), house.unit.id, now=NOW)
        assert waiting(session, house, house.officer, Queue.MY_UNIT) == 1


def test_what_a_unit_gave_back_waits_for_another_with_the_day_promised(
    database: Database,
) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        promised = case.due_on
        give_back(session, turn(house.officer, case), "Đèn này do phòng khác lắp.", now=NOW)
        assert waiting(session, house, house.officer, Queue.MY_UNIT) == 0
        assert waiting(session, house, house.chief, Queue.TO_ASSIGN) == 1
        assert (case.due_on, case.unit_due_on, case.officer_id) == (promised, None, None)
        assert agrees_with_its_events(session, case)
        assign(session, turn(house.chief, case), house.other_unit.id, now=NOW)
        assert waiting(session, house, house.colleague, Queue.MY_UNIT) == 1
        assert waiting(session, house, house.officer, Queue.ALL) == 0


def test_the_unit_in_charge_is_the_same_in_sql(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case_at(session, house, State.ASSIGNED, number=1)
        for number, deed in enumerate(("reopened", "asked again", "given back"), start=2):
            if deed == "given back":
                case = case_at(session, house, State.ASSIGNED, number=number)
                give_back(session, turn(house.head, case), "Không phải.", now=NOW)
                continue
            case = dissatisfied(session, house, number=number)
            reopen(session, case, "Vẫn tắt.", now=NOW)
            if deed == "asked again":
                ask(session, turn(house.clerk, case), "Cột số mấy?", now=NOW)
        rows = session.execute(select(Case, unit_in_charge())).all()
        assert [unit_id for _, unit_id in rows].count(house.unit.id) == 1
        for case, unit_id in rows:
            assert facts_of(case).unit_in_charge == unit_id
