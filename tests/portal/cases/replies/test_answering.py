"""A case is answered by a signed document on record, or at once at the desk."""

from datetime import date, datetime

import pytest

from portal.cases.errors import WrongStateError
from portal.cases.handling.turns import Turn
from portal.cases.kinds import State
from portal.cases.replies.answering import SignedDocument, answer_at_once, record_signed
from portal.db import Database
from portal.errors import InvalidInputError, NotAllowedError, NotFoundError
from tests.portal.cases.handling.builders import (
    NOW,
    REPLY,
    TOO_LATE,
    agrees_with_its_events,
    case_at,
    document,
    make_house,
    received,
    turn,
    viewer,
)


def test_the_signed_document_answers_the_case(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.APPROVED)
        record_signed(session, turn(house.records, case), document(" 214/UBND-KT "), now=NOW)
        assert case.state == State.ANSWERED
        assert (case.document_number, case.document_on, case.document_signer) == (
            "214/UBND-KT",
            date(2026, 11, 20),
            "Nguyễn Văn An",
        )
        assert case.finished_on == date(2026, 11, 20)
        assert agrees_with_its_events(session, case)


@pytest.mark.parametrize(
    ("now", "reason", "is_late"),
    [(NOW, "", False), (TOO_LATE, "Chờ vật tư.", True)],
)
def test_an_answer_is_late_by_its_day(
    database: Database, now: datetime, reason: str, is_late: bool
) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.APPROVED)
        record_signed(session, turn(house.records, case), document(at=now), reason, now=now)
        assert case.finished_on is not None
        assert case.due_on is not None
        assert (case.finished_on > case.due_on) == is_late


@pytest.mark.parametrize(
    ("signed", "fields"),
    [
        (SignedDocument("", date(2026, 11, 20), "An"), {"document_number": "required"}),
        (SignedDocument("x" * 61, date(2026, 11, 20), "An"), {"document_number": "too_long"}),
        (SignedDocument("1", date(2026, 11, 20), " "), {"document_signer": "required"}),
        (SignedDocument("1", date(2026, 11, 21), "An"), {"document_on": "in_the_future"}),
        (SignedDocument("1", date(2026, 11, 18), "An"), {"document_on": "before_receipt"}),
    ],
)
def test_a_document_that_cannot_be_is_refused(
    database: Database, signed: SignedDocument, fields: dict[str, str]
) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.APPROVED)
        with pytest.raises(InvalidInputError) as caught:
            record_signed(session, turn(house.records, case), signed, now=NOW)
        assert caught.value.fields == fields
        assert case.state == State.APPROVED


def test_only_the_records_clerk_records(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.APPROVED)
        for other in (house.chief, house.head, house.officer, house.clerk):
            with pytest.raises(NotAllowedError):
                record_signed(session, turn(other, case), document(), now=NOW)
        for nosy in (house.colleague, house.stranger):
            with pytest.raises(NotFoundError):
                record_signed(session, Turn(viewer(nosy), case.id), document(), now=NOW)


def test_nothing_is_signed_before_it_is_approved(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.DRAFTED)
        with pytest.raises(WrongStateError):
            record_signed(session, turn(house.records, case), document(), now=NOW)


@pytest.mark.parametrize("state", [State.RECEIVED, State.ACCEPTED])
def test_the_desk_answers_at_once(database: Database, state: State) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, state)
        answer_at_once(session, turn(house.clerk, case), REPLY, now=NOW)
        assert (case.state, case.drafted_by_id) == (State.ANSWERED, house.clerk.id)
        assert case.accepted_on == case.finished_on == date(2026, 11, 20)
        assert agrees_with_its_events(session, case)


def test_the_desk_says_something_and_only_while_nobody_else_has_it(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = received(session, house, number=2)
        with pytest.raises(InvalidInputError, match="reply"):
            answer_at_once(session, turn(house.clerk, case), "", now=NOW)
        with pytest.raises(NotAllowedError):
            answer_at_once(session, turn(house.records, case), REPLY, now=NOW)
        with pytest.raises(NotFoundError):
            answer_at_once(session, turn(house.officer, case), REPLY, now=NOW)
        with_unit = case_at(session, house, State.ASSIGNED)
        with pytest.raises(WrongStateError):
            answer_at_once(session, turn(house.clerk, with_unit), REPLY, now=NOW)
