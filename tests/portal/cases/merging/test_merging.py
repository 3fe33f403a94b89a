"""Cases answered together: each author keeps code, clock and reply, and every rail holds."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from portal.cases.errors import MergedError, SamePersonError, WrongStateError
from portal.cases.handling.assigning import assign, give_back
from portal.cases.handling.triage import accept, forward
from portal.cases.kinds import CaseKind, State, TextPart
from portal.cases.merging.merging import Kin, kin_of, merge, relate, unmerge, unrelate
from portal.cases.models import Case
from portal.cases.replies.answering import record_signed
from portal.cases.replies.drafting import approve, draft
from portal.cases.replies.points.composing import composed
from portal.cases.replies.publishing import PublicCopy, publish
from portal.cases.sealing.sealing import seal
from portal.cases.store import events_of, latest_text
from portal.db import Database
from portal.errors import DomainError, InvalidInputError, NotAllowedError
from tests.portal.cases.handling.builders import (
    NOW,
    REPLY,
    House,
    agrees_with_its_events,
    case_at,
    document,
    make_house,
    received,
    saying,
    turn,
    viewer,
)


def two(session: Session, house: House) -> tuple[Case, Case]:
    """Return a case a unit has, and another one the desk has accepted."""
    leader = case_at(session, house, State.ASSIGNED, number=1)
    return leader, case_at(session, house, State.ACCEPTED, number=2)


def merged(session: Session, house: House) -> tuple[Case, Case]:
    leader, case = two(session, house)
    merge(session, turn(house.clerk, case), leader.reference, now=NOW)
    return leader, case


def answered(session: Session, house: House, leader: Case) -> None:
    draft(session, turn(house.officer, leader), saying(), now=NOW)
    approve(session, turn(house.head, leader), now=NOW)
    record_signed(session, turn(house.records, leader), document(), now=NOW)


def test_one_answer_reaches_every_author(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        leader, case = merged(session, house)
        assert (case.state, case.unit_id) == (State.ASSIGNED, house.unit.id)
        promised, locator = case.due_on, case.locator
        answered(session, house, leader)
        session.refresh(case)
        assert (case.state, case.due_on, case.locator) == (State.ANSWERED, promised, locator)
        assert case.document_number == leader.document_number != ""
        reply = latest_text(session, case.id, TextPart.REPLY)
        assert reply is not None
        assert reply.body == composed(saying())
        assert agrees_with_its_events(session, case)
        assert agrees_with_its_events(session, leader)


def test_each_counts_in_every_figure(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        leader, case = merged(session, house)
        answered(session, house, leader)
        assert {one.state for one in (leader, case)} == {State.ANSWERED}
        assert [one.finished_on is not None for one in (leader, case)] == [True, True]


def test_whoever_wrote_the_answer_publishes_none_of_them(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        leader, case = merged(session, house)
        draft(session, turn(house.officer, leader), saying(), now=NOW)
        approve(session, turn(house.chief, leader), now=NOW)
        record_signed(session, turn(house.records, leader), document(), now=NOW)
        session.refresh(case)
        assert (case.drafted_by_id, case.approved_by_id) == (house.officer.id, house.chief.id)
        case.drafted_by_id = house.chief.id
        session.flush()
        with pytest.raises(SamePersonError):
            publish(session, turn(house.chief, case), PublicCopy("Đèn hỏng.", REPLY), now=NOW)


def test_it_is_taken_out_again_before_the_answer_and_goes_on_by_itself(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        leader, case = merged(session, house)
        unmerge(session, turn(house.officer, case), now=NOW)
        session.refresh(leader)
        assert (case.merged_into_id, leader.followers) == (None, 0)
        answered(session, house, leader)
        assert case.state == State.ASSIGNED
        draft(session, turn(house.officer, case), saying(), now=NOW)
        assert agrees_with_its_events(session, case)
        assert agrees_with_its_events(session, leader)


def test_after_the_answer_nothing_is_taken_out(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        leader, case = merged(session, house)
        answered(session, house, leader)
        session.refresh(case)
        with pytest.raises(WrongStateError):
            unmerge(session, turn(house.clerk, case), now=NOW)


def test_it_follows_to_another_unit_with_its_own_day(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        leader, case = merged(session, house)
        assign(session, turn(house.chief, leader), house.other_unit.id, now=NOW)
        session.refresh(case)
        assert (case.unit_id, case.unit_due_on) == (house.other_unit.id, case.due_on)
        give_back(session, turn(house.colleague, leader), "Việc của phòng khác.", now=NOW)
        session.refresh(case)
        assert (leader.state, case.state) == (State.ACCEPTED, State.ACCEPTED)
        assert agrees_with_its_events(session, case)


@pytest.mark.parametrize("act", ["assign", "draft", "forward", "seal", "merge again"])
def test_a_merged_case_does_nothing_by_itself(database: Database, act: str) -> None:
    with database.writing() as session:
        house = make_house(session)
        _leader, case = merged(session, house)
        other = case_at(session, house, State.ASSIGNED, number=3)
        doing: dict[str, Any] = {
            "assign": lambda: assign(
                session, turn(house.chief, case), house.other_unit.id, now=NOW
            ),
            "draft": lambda: draft(session, turn(house.officer, case), saying(), now=NOW),
            "forward": lambda: forward(session, turn(house.clerk, case), "Sở", "Vì", now=NOW),
            "seal": lambda: seal(
                session,
                turn(house.clerk, case),
                CaseKind.DENUNCIATION,
                house.chief.id,
                "Tố cáo.",
                now=NOW,
            ),
            "merge again": lambda: merge(
                session, turn(house.clerk, case), other.reference, now=NOW
            ),
        }
        with pytest.raises(MergedError):
            doing[act]()


def test_the_answering_case_is_neither_forwarded_nor_merged_on(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        leader, case = merged(session, house)
        other = case_at(session, house, State.ASSIGNED, number=3)
        with pytest.raises(MergedError):
            forward(session, turn(house.clerk, leader), "Sở Xây dựng", "Của tỉnh.", now=NOW)
        with pytest.raises(MergedError):
            merge(session, turn(house.clerk, leader), other.reference, now=NOW)
        with pytest.raises(InvalidInputError) as caught:
            merge(session, turn(house.clerk, other), case.reference, now=NOW)
        assert caught.value.fields == {"other": "is_merged"}


def test_rails_before_merging(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        leader, case = two(session, house)
        clerk = turn(house.clerk, case)
        waiting = case_at(session, house, State.ACCEPTED, number=3)
        done = case_at(session, house, State.ANSWERED, number=4)
        question = received(session, house, number=5, kind="inquiry")
        accept(session, turn(house.clerk, question), CaseKind.INQUIRY, None, now=NOW)
        later = received(session, house, number=6, due_on="2026-12-20")
        accept(session, turn(house.clerk, later), CaseKind.REPORT, None, now=NOW)
        assign(session, turn(house.chief, later), house.unit.id, now=NOW)
        faults = {
            "nothing": _fault(session, clerk, "XSM1-000000-999"),
            "itself": _fault(session, clerk, case.reference),
            "waiting": _fault(session, clerk, waiting.reference),
            "done": _fault(session, clerk, done.reference),
            "lane": _fault(session, turn(house.clerk, question), leader.reference),
            "later": _fault(session, clerk, later.reference),
        }
        assert faults == {
            "nothing": "unknown",
            "itself": "itself",
            "waiting": "not_with_a_unit",
            "done": "not_with_a_unit",
            "lane": "other_lane",
            "later": "promised_later",
        }
        assert case.merged_into_id is None
        with pytest.raises(WrongStateError):
            merge(session, turn(house.clerk, done), leader.reference, now=NOW)


def test_a_sealed_case_is_unknown_to_merging_and_relating(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        leader, case = two(session, house)
        relate(session, turn(house.clerk, case), leader.reference, now=NOW)
        seal(
            session,
            turn(house.clerk, leader),
            CaseKind.DENUNCIATION,
            house.chief.id,
            "Tố cáo.",
            now=NOW,
        )
        for who in (house.clerk, house.chief):
            assert _fault(session, turn(who, case), leader.reference) == "unknown"
            kin = kin_of(session, viewer(who), case, events_of(session, case.id))
            assert kin == Kin()


def test_related_cases_are_named_on_both_until_it_is_taken_back(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        leader, case = two(session, house)
        relate(session, turn(house.clerk, case), leader.reference.lower(), now=NOW)
        for one, other in ((case, leader), (leader, case)):
            kin = kin_of(session, viewer(house.clerk), one, events_of(session, one.id))
            assert list(kin.related) == [other.reference]
        # A unit that may not know of the other reads nothing of it.
        kin = kin_of(session, viewer(house.colleague), case, events_of(session, case.id))
        assert kin.related == ()
        unrelate(session, turn(house.clerk, leader), case.reference, now=NOW)
        kin = kin_of(session, viewer(house.clerk), case, events_of(session, case.id))
        assert kin == Kin()


def test_an_officer_merges_nothing(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        leader = case_at(session, house, State.ASSIGNED, number=1)
        case = case_at(session, house, State.ASSIGNED, number=2)
        with pytest.raises(NotAllowedError):
            merge(session, turn(house.officer, case), leader.reference, now=NOW)


def test_who_is_late_is_told_why_even_if_the_other_is_not(database: Database) -> None:
    at = datetime(2026, 12, 7, 1, 0, tzinfo=UTC)
    with database.writing() as session:
        house = make_house(session)
        leader, case = merged(session, house)
        leader.due_on = leader.unit_due_on = at.date().replace(day=20)
        session.flush()
        with pytest.raises(InvalidInputError) as caught:
            draft(session, turn(house.officer, leader), saying(), now=at)
        assert caught.value.fields == {"late_reason": "required"}
        draft(session, turn(house.officer, leader), saying(), "Phải chờ vật tư.", now=at)
        approve(session, turn(house.head, leader), now=at)
        record_signed(session, turn(house.records, leader), document(at=at), now=at)
        reason = latest_text(session, case.id, TextPart.REASON)
        assert reason is not None
        assert reason.body == "Phải chờ vật tư."


def _fault(session: Session, at: Any, reference: str) -> str:
    with pytest.raises(DomainError) as caught:
        merge(session, at, reference, now=NOW)
    return str(caught.value.data.get("other", caught.value.code))
