"""Another lane: reference and history stay, the day moves with its rule and never into the past."""

from datetime import UTC, date, datetime

import pytest

from portal.cases.handling.triage import accept
from portal.cases.kinds import Action, CaseKind, State, Subject
from portal.cases.lanes.reclassifying import reclassify
from portal.cases.store import events_of
from portal.db import Database
from portal.errors import InvalidInputError
from tests.portal.cases.handling.builders import (
    NOW,
    agrees_with_its_events,
    case_at,
    make_house,
    received,
    turn,
)

REASON = "Ông/Bà hỏi chứ không phản ánh."
# Received on Thursday, 19/11: five working days, and ten; 24/11 is a day off.
IN_FIVE, IN_TEN = date(2026, 11, 27), date(2026, 12, 4)
AFTER_FIVE = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)


def test_a_petition_that_is_a_question_gets_the_shorter_term(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ACCEPTED)
        reference = case.reference
        kind, subject = CaseKind.INQUIRY, Subject.SERVICE_QUALITY
        reclassify(session, turn(house.clerk, case), kind, subject, REASON, now=NOW)
        assert (case.kind, case.subject, case.reference) == (kind, subject, reference)
        assert (case.due_on, case.due_rule) == (IN_FIVE, "REPLY_INQUIRY")
        event = events_of(session, case.id)[-1]
        assert event.action == Action.RECLASSIFY
        assert (event.data["due_on"], event.data["was_due_on"]) == (str(IN_FIVE), str(IN_TEN))
        assert agrees_with_its_events(session, case)


def test_the_desk_moves_the_day_by_accepting_in_another_lane(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = received(session, house)
        accept(session, turn(house.clerk, case), CaseKind.INQUIRY, None, now=NOW)
        assert (case.due_on, case.subject) == (IN_FIVE, Subject.LOCAL_LIFE)
        assert agrees_with_its_events(session, case)


def test_no_day_is_moved_into_the_past(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ACCEPTED)
        kind, subject = CaseKind.INQUIRY, Subject.LOCAL_LIFE
        reclassify(session, turn(house.clerk, case), kind, subject, REASON, now=AFTER_FIVE)
        assert (case.kind, case.due_on, case.due_rule) == (kind, IN_TEN, "REPLY_OWN")


def test_another_subject_of_the_same_kind_moves_no_day(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        lane = (CaseKind.REPORT, Subject.ADMINISTRATIVE_ACT)
        reclassify(session, turn(house.chief, case), *lane, REASON, now=NOW)
        assert case.due_on == IN_TEN
        assert "due_on" not in events_of(session, case.id)[-1].data


def test_a_lane_is_changed_for_another_one_and_with_a_reason(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ACCEPTED)
        same, other = (
            (CaseKind.REPORT, Subject.LOCAL_LIFE),
            (CaseKind.REPORT, Subject.REGULATION),
        )
        with pytest.raises(InvalidInputError) as caught:
            reclassify(session, turn(house.clerk, case), *same, REASON, now=NOW)
        assert caught.value.fields == {"subject": "same_lane"}
        with pytest.raises(InvalidInputError):
            reclassify(session, turn(house.clerk, case), *other, " ", now=NOW)


def test_a_case_without_a_subject_is_not_accepted_without_one(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = received(session, house, subject=None)
        with pytest.raises(InvalidInputError):
            accept(session, turn(house.clerk, case), CaseKind.REPORT, None, now=NOW)
        accept(session, turn(house.clerk, case), CaseKind.REPORT, Subject.LOCAL_LIFE, now=NOW)
        assert case.subject == Subject.LOCAL_LIFE
