"""Twice answered and not satisfied, or silent: closed, and never counted as satisfied."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from portal.cases.errors import AboveTheUnitError, OnlyOnceError, WrongStateError
from portal.cases.handling.assigning import assign
from portal.cases.handling.queues.kinds import Horizon, Queue
from portal.cases.handling.queues.store import queue_counts
from portal.cases.intake.tracking import rate_reply, reopen
from portal.cases.kinds import ReplyBy, State
from portal.cases.models import Case
from portal.cases.registers.entries import register_entries
from portal.cases.registers.standing import Standing
from portal.cases.replies.answering import answer_at_once
from portal.cases.replies.ending.silence import close_silent, silent_before
from portal.cases.replies.ending.unsatisfied import Ending, close_unsatisfied
from portal.cases.replies.telling import tell
from portal.db import Database
from portal.errors import InvalidInputError, NotAllowedError
from tests.portal.cases.handling.builders import (
    NOW,
    House,
    agrees_with_its_events,
    case_at,
    make_house,
    received,
    turn,
    viewer,
)

WHERE = "Ban Tiếp công dân tỉnh, 12 Lê Duẩn"
WHY = "Cột đèn đã được kiểm tra hai lần."
HORIZON = Horizon(date(2026, 11, 20), date(2026, 11, 24))
# Fifteen working days after Friday 20 November, and one more; 24 November is a holiday.
FIFTEENTH = datetime(2026, 12, 14, 1, tzinfo=UTC)
SIXTEENTH = datetime(2026, 12, 15, 1, tzinfo=UTC)


def not_satisfied_twice(session: Session, house: House) -> Case:
    case = case_at(session, house, State.ANSWERED)
    rate_reply(session, case, is_satisfied=False, comment="Vẫn tắt.", now=NOW)
    reopen(session, case, "Vẫn tắt.", now=NOW)
    # The second answer is given above the unit.
    answer_at_once(session, turn(house.chief, case), "Đã xem lại, đèn sáng.", now=NOW)
    rate_reply(session, case, is_satisfied=False, comment="Vẫn tắt.", now=NOW)
    return case


def test_no_new_facts_names_the_next_address_and_stays_unsatisfied(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = not_satisfied_twice(session, house)
        assert queue_counts(session, viewer(house.chief), HORIZON)[Queue.DISSATISFIED] == 1
        close_unsatisfied(session, turn(house.chief, case), WHY, WHERE, now=NOW)
        assert (case.state, case.outcome, case.sent_to) == (
            State.ANSWERED,
            Ending.NO_NEW_FACTS,
            WHERE,
        )
        assert case.is_satisfied is False
        assert agrees_with_its_events(session, case)
        assert queue_counts(session, viewer(house.chief), HORIZON)[Queue.DISSATISFIED] == 0
        (entry,) = register_entries(
            session, house.authority.id, date(2026, 11, 1), date(2026, 11, 30), date(2026, 11, 30)
        )
        assert entry.is_dissatisfied
        assert entry.standing is Standing.ANSWERED_IN_TIME
        with pytest.raises(OnlyOnceError):
            close_unsatisfied(session, turn(house.chief, case), WHY, WHERE, now=NOW)


def test_it_is_closed_only_after_the_second_look_and_above_the_unit(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ANSWERED)
        rate_reply(session, case, is_satisfied=False, comment="Vẫn tắt.", now=NOW)
        with pytest.raises(WrongStateError):
            close_unsatisfied(session, turn(house.chief, case), WHY, WHERE, now=NOW)
        reopen(session, case, "Vẫn tắt.", now=NOW)
        assign(session, turn(house.chief, case), house.unit.id, now=NOW)
        with pytest.raises(WrongStateError):
            close_unsatisfied(session, turn(house.chief, case), WHY, WHERE, now=NOW)


def test_the_unit_itself_does_not_close_it(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = not_satisfied_twice(session, house)
        with pytest.raises(AboveTheUnitError):
            close_unsatisfied(session, turn(house.head, case), WHY, WHERE, now=NOW)
        with pytest.raises(NotAllowedError):
            close_unsatisfied(session, turn(house.clerk, case), WHY, WHERE, now=NOW)


@pytest.mark.parametrize("field", ["reason", "next_address"])
def test_closing_says_why_and_where(database: Database, field: str) -> None:
    said = {"reason": WHY, "next_address": WHERE, field: "  "}
    with database.writing() as session:
        house = make_house(session)
        case = not_satisfied_twice(session, house)
        with pytest.raises(InvalidInputError) as caught:
            close_unsatisfied(session, turn(house.chief, case), **said, now=NOW)
        assert caught.value.fields == {field: "required"}


def answered(database: Database) -> tuple[House, Case]:
    with database.writing() as session:
        house = make_house(session)
        return house, case_at(session, house, State.ANSWERED)


def read(database: Database, case: Case) -> Case:
    with database.reading() as session:
        return session.get_one(Case, case.id)


def test_silence_is_unconfirmed_and_not_satisfied(database: Database) -> None:
    _house, case = answered(database)
    assert close_silent(database, now=FIFTEENTH) == 0
    assert close_silent(database, now=SIXTEENTH) == 1
    assert close_silent(database, now=SIXTEENTH) == 0
    kept = read(database, case)
    assert (kept.state, kept.outcome) == (State.ANSWERED, Ending.UNCONFIRMED)
    assert kept.is_satisfied is None
    with database.reading() as session:
        assert agrees_with_its_events(session, session.get_one(Case, case.id))


def test_whoever_speaks_after_all_is_heard(database: Database) -> None:
    _house, case = answered(database)
    close_silent(database, now=SIXTEENTH)
    with database.writing() as session:
        row = session.get_one(Case, case.id)
        rate_reply(session, row, is_satisfied=False, comment="Vẫn tắt.", now=SIXTEENTH)
        assert (row.outcome, row.is_satisfied) == ("", False)
        reopen(session, row, "Vẫn tắt.", now=SIXTEENTH)
        assert agrees_with_its_events(session, row)


@pytest.mark.parametrize("is_satisfied", [True, False])
def test_whoever_has_spoken_is_not_silent(database: Database, is_satisfied: bool) -> None:
    _house, case = answered(database)
    with database.writing() as session:
        row = session.get_one(Case, case.id)
        rate_reply(session, row, is_satisfied=is_satisfied, comment="…", now=NOW)
    assert close_silent(database, now=SIXTEENTH + timedelta(days=99)) == 0


def test_who_was_not_told_cannot_be_silent(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = received(session, house, reply_by=ReplyBy.PHONE)
        answer_at_once(session, turn(house.clerk, case), "Quầy mở cửa đến 17 giờ.", now=NOW)
    assert close_silent(database, now=SIXTEENTH) == 0
    with database.writing() as session:
        row = session.get_one(Case, case.id)
        tell(session, turn(house.clerk, row), ReplyBy.PHONE, now=NOW + timedelta(days=1))
    assert close_silent(database, now=FIFTEENTH) == 0
    assert close_silent(database, now=SIXTEENTH + timedelta(days=1)) == 1


def test_without_a_calendar_nobody_is_taken_for_silent(database: Database) -> None:
    house, _case = answered(database)
    far = datetime(2040, 1, 2, 1, tzinfo=UTC)
    with database.reading() as session:
        assert silent_before(session, house.authority.id, far.date()) is None
    assert close_silent(database, now=far) == 0
