"""Drafted by one, returned with remarks or approved by another."""

import pytest

from portal.cases.errors import AboveTheUnitError, SamePersonError, WrongStateError
from portal.cases.handling.assigning import assign
from portal.cases.handling.turns import Turn
from portal.cases.intake.tracking import rate_reply, reopen
from portal.cases.kinds import State, TextPart
from portal.cases.replies.drafting import approve, draft, return_draft
from portal.cases.replies.points.point import unkept
from portal.cases.store import latest_text
from portal.db import Database
from portal.errors import (
    ChangedMeanwhileError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)
from tests.portal.cases.handling.builders import (
    NOW,
    REPLY,
    agrees_with_its_events,
    case_at,
    make_house,
    saying,
    turn,
    viewer,
)


def test_a_draft_goes_to_whoever_approves_it(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        draft(session, turn(house.officer, case), saying(f"  {REPLY}\r\n"), now=NOW)
        assert (case.state, case.drafted_by_id) == (State.DRAFTED, house.officer.id)
        reply = latest_text(session, case.id, TextPart.REPLY)
        assert reply is not None
        assert f"Đã làm: {REPLY}\n" in reply.body
        points = latest_text(session, case.id, TextPart.POINTS)
        assert points is not None
        assert unkept(points.body) == saying()
        approve(session, turn(house.head, case), now=NOW)
        assert (case.state, case.approved_by_id) == (State.APPROVED, house.head.id)
        assert agrees_with_its_events(session, case)


def test_a_returned_draft_is_written_again(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.DRAFTED)
        return_draft(session, turn(house.head, case), "Xin ghi rõ ngày.", now=NOW)
        assert (case.state, case.drafted_by_id) == (State.ASSIGNED, None)
        draft(session, turn(house.officer, case), saying(REPLY + " Xin cảm ơn."), now=NOW)
        assert agrees_with_its_events(session, case)


def test_an_approved_reply_comes_back_when_its_signer_refuses(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.APPROVED)
        return_draft(session, turn(house.chief, case), "Lãnh đạo yêu cầu ghi rõ ngày.", now=NOW)
        assert (case.state, case.drafted_by_id, case.approved_by_id) == (State.ASSIGNED, None, None)
        assert agrees_with_its_events(session, case)


@pytest.mark.parametrize("reply", ["", " \n\u200b", "đ" * 3_001])
def test_a_draft_has_words_and_not_too_many(database: Database, reply: str) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        with pytest.raises(InvalidInputError) as caught:
            draft(session, turn(house.officer, case), saying(reply), now=NOW)
        assert list(caught.value.fields) == ["points-0-done"]


def test_a_return_says_what_to_change(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.DRAFTED)
        with pytest.raises(InvalidInputError):
            return_draft(session, turn(house.head, case), "  ", now=NOW)


def test_nobody_approves_their_own_words(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        draft(session, turn(house.head, case), saying(), now=NOW)
        with pytest.raises(SamePersonError):
            approve(session, turn(house.head, case), now=NOW)


def test_others_neither_draft_nor_approve(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        for nosy in (house.colleague, house.stranger):
            with pytest.raises(NotFoundError):
                draft(session, Turn(viewer(nosy), case.id), saying(), now=NOW)
        with pytest.raises(NotAllowedError):
            draft(session, turn(house.clerk, case), saying(), now=NOW)
        draft(session, turn(house.officer, case), saying(), now=NOW)
        with pytest.raises(NotAllowedError):
            approve(session, turn(house.records, case), now=NOW)
        with pytest.raises(NotFoundError):
            approve(session, turn(house.colleague, case), now=NOW)


def test_nothing_is_approved_before_it_is_drafted(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        with pytest.raises(WrongStateError):
            approve(session, turn(house.head, case), now=NOW)


def test_a_draft_written_on_an_old_page_is_refused(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        old = Turn(viewer(house.officer), case.id, seen=case.version - 1)
        with pytest.raises(ChangedMeanwhileError):
            draft(session, old, saying(), now=NOW)


def test_a_reopened_case_is_approved_above_the_unit(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ANSWERED)
        rate_reply(session, case, is_satisfied=False, comment="Vẫn tắt.", now=NOW)
        reopen(session, case, "Vẫn tắt.", now=NOW)
        assign(session, turn(house.chief, case), house.unit.id, now=NOW)
        draft(session, turn(house.officer, case), saying(), now=NOW)
        with pytest.raises(AboveTheUnitError):
            approve(session, turn(house.head, case), now=NOW)
        approve(session, turn(house.chief, case), now=NOW)
        assert agrees_with_its_events(session, case)
