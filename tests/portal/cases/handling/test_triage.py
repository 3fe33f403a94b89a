"""The desk: what a clerk does with a petition, with good input and bad."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.orm import Session

from portal.cases.errors import WrongStateError
from portal.cases.handling.notes import add_note
from portal.cases.handling.outcomes import Refusal
from portal.cases.handling.triage import accept, ask, forward, not_accept, transfer_promise
from portal.cases.handling.turns import Turn
from portal.cases.intake.tracking import supply
from portal.cases.kinds import Action, CaseKind, State, Subject, TextPart
from portal.cases.models import Case
from portal.cases.store import events_of, latest_text
from portal.db import Database
from portal.errors import (
    ChangedMeanwhileError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)
from tests.portal.cases.handling.builders import (
    NOW,
    agrees_with_its_events,
    case_at,
    make_house,
    received,
    turn,
)

Deed = Callable[[Session, Turn], Case]


def accept_it(session: Session, at: Turn) -> Case:
    return accept(session, at, CaseKind.REPORT, Subject.LOCAL_LIFE, now=NOW)


def ask_it(session: Session, at: Turn) -> Case:
    return ask(session, at, "Đèn ở cột số mấy?", now=NOW)


def not_accept_it(session: Session, at: Turn) -> Case:
    return not_accept(
        session, at, Refusal.OTHER_OFFICE, "Việc của điện lực.", "Điện lực, số 2", now=NOW
    )


def forward_it(session: Session, at: Turn) -> Case:
    return forward(session, at, "Công an xã", "Việc về an ninh trật tự.", now=NOW)


def note_it(session: Session, at: Turn) -> Case:
    return add_note(session, at, "Đã gọi cho thôn.", now=NOW)


DEEDS: list[tuple[Deed, State]] = [
    (accept_it, State.ACCEPTED),
    (ask_it, State.NEEDS_INFO),
    (not_accept_it, State.NOT_ACCEPTED),
    (forward_it, State.FORWARDED),
    (note_it, State.RECEIVED),
]


@pytest.mark.parametrize(("deed", "state"), DEEDS)
def test_each_deed_is_one_event_and_its_row_agrees(
    database: Database, deed: Deed, state: State
) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = received(session, house)
        deed(session, turn(house.clerk, case))
        assert case.state == state
        assert len(events_of(session, case.id)) == 2
        assert agrees_with_its_events(session, case)


@pytest.mark.parametrize("deed", [deed for deed, _ in DEEDS])
def test_a_stranger_finds_no_case_and_a_records_clerk_may_not(
    database: Database, deed: Deed
) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = received(session, house)
        with pytest.raises(NotFoundError):
            deed(session, turn(house.stranger, case))
        with pytest.raises(NotFoundError):
            deed(session, turn(house.officer, case))
        if deed is not note_it:
            with pytest.raises(NotAllowedError):
                deed(session, turn(house.records, case))
        assert len(events_of(session, case.id)) == 1


@pytest.mark.parametrize("deed", [deed for deed, _ in DEEDS])
def test_a_page_from_before_a_change_writes_nothing(database: Database, deed: Deed) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = received(session, house)
        before = turn(house.clerk, case)
        note_it(session, before)
        with pytest.raises(ChangedMeanwhileError):
            deed(session, before)


@pytest.mark.parametrize("deed", [accept_it, not_accept_it, forward_it, note_it])
def test_a_closed_case_stays_closed(database: Database, deed: Deed) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ANSWERED)
        with pytest.raises(WrongStateError):
            deed(session, turn(house.clerk, case))


def test_accepting_may_correct_the_lane(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = received(session, house, kind="report", subject="local_life")
        clerk = turn(house.clerk, case)
        accept(session, clerk, CaseKind.PROPOSAL, Subject.SERVICE_QUALITY, now=NOW)
        assert (case.kind, case.subject) == ("proposal", "service_quality")
        assert case.accepted_on == date(2026, 11, 20)
        assert agrees_with_its_events(session, case)


def test_an_answered_question_leads_back(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        ask(session, turn(house.officer, case), "Cột số mấy?", now=NOW)
        assert case.returns_to == State.ASSIGNED
        supply(session, case, "Cột số 7.", now=NOW)
        assert case.state == State.ASSIGNED
        assert agrees_with_its_events(session, case)


def test_a_refusal_keeps_its_reason_its_words_and_the_right_address(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = received(session, house)
        not_accept_it(session, turn(house.clerk, case))
        assert (case.outcome, case.sent_to) == ("other_office", "Điện lực, số 2")
        reason = latest_text(session, case.id, TextPart.REASON)
        assert reason is not None
        assert reason.body == "Việc của điện lực."


@pytest.mark.parametrize(
    ("words", "address", "fields"),
    [
        ("", "Điện lực", {"words": "required"}),
        (" \u200b ", "Điện lực", {"words": "required"}),
        ("Lý do.", "   ", {"right_address": "required"}),
        ("Lý do.", "x" * 201, {"right_address": "too_long"}),
        ("ê" * 5001, "Điện lực", {"words": "too_long"}),
    ],
)
def test_a_refusal_without_words_or_address_is_refused(
    database: Database, words: str, address: str, fields: dict[str, str]
) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = received(session, house)
        with pytest.raises(InvalidInputError) as caught:
            not_accept(session, turn(house.clerk, case), Refusal.UNCLEAR, words, address, now=NOW)
        assert caught.value.fields == fields
        assert case.version == 0


def test_a_question_a_note_and_a_transfer_need_words(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = received(session, house)
        clerk = turn(house.clerk, case)
        with pytest.raises(InvalidInputError, match="question"):
            ask(session, clerk, " \n ", now=NOW)
        with pytest.raises(InvalidInputError, match="note"):
            add_note(session, clerk, "", now=NOW)
        with pytest.raises(InvalidInputError, match="receiver"):
            forward(session, clerk, "", "Lý do.", now=NOW)
        with pytest.raises(InvalidInputError, match="reason"):
            forward(session, clerk, "Sở Y tế", "", now=NOW)


def test_feedback_on_a_regulation_is_forwarded_within_five_working_days(
    database: Database,
) -> None:
    with database.writing() as session:
        house = make_house(session)
        about_rule = received(session, house, number=1, subject="regulation")
        promised = transfer_promise(session, about_rule)
        assert promised is not None
        # From Thursday 19/11; the 24th is a day off by swap.
        assert promised.due.due_on == date(2026, 11, 27)
        about_lamp = received(session, house, number=2, subject="local_life")
        assert transfer_promise(session, about_lamp) is None


def test_forwarding_is_not_refusing(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = received(session, house)
        forward_it(session, turn(house.clerk, case))
        assert (case.outcome, case.sent_to) == ("", "Công an xã")
        assert case.finished_on == date(2026, 11, 20)
        assert events_of(session, case.id)[-1].action == Action.FORWARD
