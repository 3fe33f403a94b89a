"""The clock of a case: it stands still while the sender is asked, and is put off once."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from portal.calendar.stages import SHIPPED, gross_before
from portal.calendar.store import load_calendar
from portal.calendar.terms import CountCode
from portal.cases.deadline import answer_promised, explain
from portal.cases.errors import OnlyOnceError, WrongStateError
from portal.cases.events import facts_of
from portal.cases.handling.extending import extend, room
from portal.cases.handling.queues.deadlines import soon_until
from portal.cases.handling.queues.kinds import Horizon, Queue
from portal.cases.handling.queues.store import queue_counts
from portal.cases.handling.triage import ask, go_on, write_down_answer
from portal.cases.intake.tracking import supply
from portal.cases.kinds import State
from portal.cases.models import Case
from portal.cases.registers.figures import case_figures
from portal.cases.store import events_of
from portal.clock import local_day
from portal.db import Database
from portal.errors import InvalidInputError, NotAllowedError
from tests.portal.cases.handling.builders import (
    NOW,
    TOO_LATE,
    House,
    agrees_with_its_events,
    case_at,
    make_house,
    turn,
    viewer,
)

PROMISED, LONGEST = date(2026, 12, 4), date(2026, 12, 11)
LATER = date(2026, 12, 9)


def test_the_days_of_waiting_do_not_count(database: Database) -> None:
    """Asked on Friday 20/11, answered on Thursday 26/11: 23, 25 and 26 were working days."""
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        ask(session, turn(house.officer, case), "Cột số mấy?", now=NOW)
        assert (case.paused_on, case.due_on) == (local_day(NOW), PROMISED)
        supply(session, case, "Cột số 7.", now=NOW + timedelta(days=6))
        assert (case.paused_on, case.due_on, case.unit_due_on) == (None, LATER, LATER)
        assert agrees_with_its_events(session, case)
        promised = answer_promised(facts_of(case), events_of(session, case.id))
        assert promised is not None
        calendar = load_calendar(session, house.authority.id)
        counted = explain(session, house.authority.id, promised, calendar).counted
        assert counted is not None
        assert sum(day.code is CountCode.PAUSED for day in counted.days) == 6


def test_acceptance_waits_too_and_two_pauses_add_up(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.RECEIVED)
        ask(session, turn(house.clerk, case), "Ở đâu?", now=NOW)
        at = NOW + timedelta(days=3)
        write_down_answer(session, turn(house.clerk, case), "Đầu thôn.", now=at)
        assert (case.classify_due_on, case.due_on) == (date(2026, 11, 25), date(2026, 12, 7))
        ask(session, turn(house.clerk, case), "Số mấy?", now=at)
        again = at + timedelta(days=2)
        go_on(session, turn(house.clerk, case), "Đã tìm ra.", now=again)
        assert (case.classify_due_on, case.due_on) == (date(2026, 11, 26), date(2026, 12, 8))
        assert agrees_with_its_events(session, case)


def test_a_question_on_the_last_day_or_later_heals_nothing(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        ask(session, turn(house.officer, case), "Cột số mấy?", now=TOO_LATE)
        today = local_day(TOO_LATE)
        calendar = load_calendar(session, house.authority.id)
        at = Horizon(today, soon_until(calendar, today), gross_before(calendar, today, SHIPPED))
        assert queue_counts(session, viewer(house.chief), at)[Queue.OVERDUE] == 1
        supply(session, case, "Số 7.", now=TOO_LATE + timedelta(days=3))
        assert case.due_on == PROMISED


def test_what_waits_for_its_sender_is_not_overdue(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        ask(session, turn(house.officer, case), "Cột số mấy?", now=NOW)
        today = local_day(TOO_LATE)
        calendar = load_calendar(session, house.authority.id)
        at = Horizon(today, soon_until(calendar, today), gross_before(calendar, today, SHIPPED))
        assert queue_counts(session, viewer(house.chief), at)[Queue.OVERDUE] == 0
        found = case_figures(session, house.authority.id, date(2026, 11, 1), today, today).total
        assert (found.open_overdue, found.open_in_time) == (0, 1)


def put_off(session: Session, house: House, case: Case, day: date = LATER) -> Case:
    return extend(session, turn(house.head, case), day, "Chờ vật tư.", now=NOW)


def test_an_answer_is_put_off_once_with_its_reason(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        found = room(session, case)
        assert found is not None
        assert (found.first, found.last) == (PROMISED + timedelta(1), LONGEST)
        put_off(session, house, case)
        assert (case.due_on, case.unit_due_on, case.extended_days) == (LATER, LATER, 13)
        assert agrees_with_its_events(session, case)
        promised = answer_promised(facts_of(case), events_of(session, case.id))
        assert promised is not None
        calendar = load_calendar(session, house.authority.id)
        known = explain(session, house.authority.id, promised, calendar)
        assert known.counted is not None
        assert known.extended is not None
        with pytest.raises(OnlyOnceError):
            put_off(session, house, case, LONGEST)
        today = local_day(NOW)
        figures = case_figures(session, house.authority.id, date(2026, 11, 1), today, today)
        assert (figures.total.extended, figures.total.open_in_time) == (1, 1)


def test_a_pause_after_an_appointment_moves_the_appointment(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        put_off(session, house, case)
        ask(session, turn(house.officer, case), "Cột số mấy?", now=NOW)
        supply(session, case, "Số 7.", now=NOW + timedelta(days=3))
        assert case.due_on == LATER + timedelta(1)


@pytest.mark.parametrize(
    ("day", "fault"),
    [
        (PROMISED, "not_later"),
        (date(2026, 12, 5), "not_a_working_day"),
        (LONGEST + timedelta(1), "beyond_longest"),
    ],
)
def test_only_a_working_day_within_the_longest_term(
    database: Database, day: date, fault: str
) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        with pytest.raises(InvalidInputError) as caught:
            put_off(session, house, case, day)
        assert caught.value.fields == {"due_on": fault}


def test_only_a_head_or_a_leader_and_only_before_the_day_has_passed(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        with pytest.raises(NotAllowedError):
            extend(session, turn(house.officer, case), LATER, "Chờ.", now=NOW)
        with pytest.raises(WrongStateError):
            extend(session, turn(house.head, case), LATER, "Chờ.", now=TOO_LATE)
        extend(session, turn(house.chief, case), LATER, "Chờ.", now=NOW)
