"""An answer after its day says why: once, and again only after a reopening."""

from datetime import UTC, datetime

import pytest

from portal.cases.intake.tracking import rate_reply, reopen
from portal.cases.kinds import State
from portal.cases.replies.answering import answer_at_once, record_signed
from portal.cases.replies.drafting import approve, draft, return_draft
from portal.cases.replies.lateness import is_past_due, late_reason, must_say_why
from portal.db import Database
from portal.errors import InvalidInputError
from tests.portal.cases.handling.builders import (
    NOW,
    REPLY,
    TOO_LATE,
    agrees_with_its_events,
    case_at,
    document,
    make_house,
    received,
    saying,
    turn,
)

WHY = "Chờ vật tư từ tỉnh."
# One minute before and at midnight after 4 December in Việt Nam.
LAST_MINUTE = datetime(2026, 12, 4, 16, 59, tzinfo=UTC)
MIDNIGHT = datetime(2026, 12, 4, 17, 0, tzinfo=UTC)


def test_late_is_by_the_day_in_viet_nam(database: Database) -> None:
    with database.writing() as session:
        case = received(session, make_house(session))
        assert not is_past_due(case, LAST_MINUTE)
        assert is_past_due(case, MIDNIGHT)
        case.due_on = None
        assert not is_past_due(case, MIDNIGHT)


def test_whoever_drafts_late_says_why_and_nobody_is_asked_again(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        with pytest.raises(InvalidInputError) as caught:
            draft(session, turn(house.officer, case), saying(), now=TOO_LATE)
        assert caught.value.fields == {"late_reason": "required"}
        assert must_say_why(session, case, TOO_LATE)
        draft(session, turn(house.officer, case), saying(), WHY, now=TOO_LATE)
        assert not must_say_why(session, case, TOO_LATE)
        return_draft(session, turn(house.head, case), "Ngắn hơn.", now=TOO_LATE)
        draft(session, turn(house.officer, case), saying(), now=TOO_LATE)
        approve(session, turn(house.head, case), now=TOO_LATE)
        record_signed(session, turn(house.records, case), document(at=TOO_LATE), now=TOO_LATE)
        assert late_reason(session, case) == WHY
        assert agrees_with_its_events(session, case)


def test_who_lets_the_day_pass_says_why(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        drafted = case_at(session, house, State.DRAFTED, number=1)
        with pytest.raises(InvalidInputError):
            approve(session, turn(house.head, drafted), now=TOO_LATE)
        approve(session, turn(house.head, drafted), WHY, now=TOO_LATE)
        assert late_reason(session, drafted) == WHY
        approved = case_at(session, house, State.APPROVED, number=2)
        signed = document(at=TOO_LATE)
        with pytest.raises(InvalidInputError):
            record_signed(session, turn(house.records, approved), signed, " ", now=TOO_LATE)
        record_signed(session, turn(house.records, approved), signed, WHY, now=TOO_LATE)
        assert late_reason(session, approved) == WHY


def test_the_desk_says_why_too(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ACCEPTED)
        with pytest.raises(InvalidInputError):
            answer_at_once(session, turn(house.clerk, case), REPLY, now=TOO_LATE)
        answer_at_once(session, turn(house.clerk, case), REPLY, WHY, now=TOO_LATE)
        assert late_reason(session, case) == WHY


def test_a_later_reason_replaces_an_earlier_one(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        draft(session, turn(house.officer, case), saying(), "Bận.", now=TOO_LATE)
        approve(session, turn(house.head, case), WHY, now=TOO_LATE)
        assert late_reason(session, case) == WHY


def test_nothing_is_late_before_its_day_so_no_reason_is_kept(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        draft(session, turn(house.officer, case), saying(), WHY, now=NOW)
        assert late_reason(session, case) == ""


def test_a_returned_draft_or_a_refusal_is_no_reason_for_a_delay(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.DRAFTED)
        return_draft(session, turn(house.head, case), "Ngắn hơn.", now=NOW)
        assert late_reason(session, case) == ""


def test_after_a_reopening_the_old_reason_no_longer_counts(database: Database) -> None:
    much_later = datetime(2027, 1, 20, 1, 0, tzinfo=UTC)
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ACCEPTED)
        answer_at_once(session, turn(house.clerk, case), REPLY, WHY, now=TOO_LATE)
        rate_reply(session, case, is_satisfied=False, comment="Vẫn tắt.", now=TOO_LATE)
        reopen(session, case, "Vẫn tắt.", now=TOO_LATE)
        assert not must_say_why(session, case, TOO_LATE)
        assert must_say_why(session, case, much_later)
