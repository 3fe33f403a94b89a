"""One internal unit, perhaps one officer of it, and the day that was promised."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import delete

from portal.calendar.days import (
    CalendarMissingError,
    DayCode,
    DayKind,
    DayName,
    DayStatus,
    SpecialDay,
)
from portal.calendar.editing import set_day
from portal.calendar.models import CalendarYear
from portal.cases.handling.assigning import assign
from portal.cases.handling.triage import accept
from portal.cases.intake.tracking import rate_reply, reopen
from portal.cases.kinds import CaseKind, State
from portal.cases.routing.suggesting import SuggestedBecause, Suggestion, suggest
from portal.cases.store import events_of
from portal.db import Database
from portal.errors import InvalidInputError, NotAllowedError
from tests.builders import make_point
from tests.portal.cases.handling.builders import (
    NOW,
    agrees_with_its_events,
    case_at,
    make_house,
    received,
    turn,
)


def test_a_unit_gets_the_case_with_the_day_promised_on_receipt(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ACCEPTED)
        assign(session, turn(house.chief, case), house.unit.id, house.officer.id, now=NOW)
        assert (case.unit_id, case.officer_id) == (house.unit.id, house.officer.id)
        assert case.unit_due_on == case.due_on == date(2026, 12, 4)
        data = events_of(session, case.id)[-1].data
        assert (data["due_rule"], data["calendar_version"]) == ("REPLY_OWN", 1)
        assert agrees_with_its_events(session, case)


def test_giving_it_to_another_unit_is_a_new_event(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        assign(session, turn(house.chief, case), house.other_unit.id, now=NOW)
        assert (case.unit_id, case.officer_id) == (house.other_unit.id, None)
        assert [event.action for event in events_of(session, case.id)][-2:] == ["assign"] * 2
        assert agrees_with_its_events(session, case)


def test_a_new_day_off_does_not_move_the_promise(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ACCEPTED)
        flood = SpecialDay(
            date(2026, 11, 30),
            DayKind.REST,
            DayCode.COMPENSATION,
            DayName("Nghỉ lũ", "Flood"),
            "Công văn 12",
            DayStatus.OFFICIAL,
        )
        set_day(session, house.authority.id, flood, actor_id=None, now=NOW)
        assign(session, turn(house.chief, case), house.unit.id, now=NOW)
        assert case.unit_due_on == case.due_on == date(2026, 12, 4)
        assert events_of(session, case.id)[-1].data["calendar_version"] == 2


def test_a_case_received_without_a_calendar_gets_its_day_when_assigned(
    database: Database,
) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = received(session, house, due_on=None, due_rule=None, calendar_version=None)
        accept(session, turn(house.clerk, case), CaseKind.REPORT, None, now=NOW)
        assign(session, turn(house.chief, case), house.unit.id, now=NOW)
        assert case.due_on == case.unit_due_on == date(2026, 12, 4)
        assert case.due_rule == "REPLY_OWN"
        assert agrees_with_its_events(session, case)


def test_without_a_calendar_no_day_is_guessed(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ACCEPTED)
        session.execute(delete(CalendarYear))
        with pytest.raises(CalendarMissingError):
            assign(session, turn(house.chief, case), house.unit.id, now=NOW)


def test_after_reopening_the_unit_has_the_new_promise(database: Database) -> None:
    later = datetime(2026, 12, 10, 1, 0, tzinfo=UTC)
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ANSWERED)
        rate_reply(session, case, is_satisfied=False, comment="Đèn vẫn tắt.", now=later)
        reopen(session, case, "Đèn vẫn tắt.", now=later)
        assign(session, turn(house.chief, case), house.other_unit.id, now=later)
        assert case.unit_due_on == case.due_on == date(2026, 12, 24)
        assert agrees_with_its_events(session, case)


@pytest.mark.parametrize("whose", ["police", "foreign", "nobody"])
def test_only_an_internal_unit_of_this_commune_is_assigned(database: Database, whose: str) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ACCEPTED)
        units = {"police": house.police.id, "foreign": house.stranger.unit_id, "nobody": 9999}
        with pytest.raises(InvalidInputError) as caught:
            assign(session, turn(house.chief, case), units[whose] or 0, now=NOW)
        assert caught.value.fields == {"unit_id": "not_internal"}


def test_a_unit_out_of_use_is_not_assigned(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ACCEPTED)
        house.unit.is_active = False
        with pytest.raises(InvalidInputError):
            assign(session, turn(house.chief, case), house.unit.id, now=NOW)


@pytest.mark.parametrize("who", ["colleague", "clerk", "stranger"])
def test_the_officer_belongs_to_the_unit(database: Database, who: str) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ACCEPTED)
        with pytest.raises(InvalidInputError) as caught:
            assign(
                session,
                turn(house.chief, case),
                house.unit.id,
                getattr(house, who).id,
                now=NOW,
            )
        assert caught.value.fields == {"officer_id": "not_of_the_unit"}


def test_a_clerk_does_not_assign(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ACCEPTED)
        with pytest.raises(NotAllowedError):
            assign(session, turn(house.clerk, case), house.unit.id, now=NOW)


def test_what_happened_at_a_counter_is_suggested_to_its_unit(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        point = make_point(session, house.other_unit)
        case = received(session, house, subject="service_quality", service_point_id=point.id)
        assert suggest(session, case, NOW) == Suggestion(
            house.other_unit.id, SuggestedBecause.ITS_SERVICE_POINT
        )


def test_a_street_lamp_is_suggested_to_whoever_is_used_to_lamps(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        point = make_point(session, house.other_unit)
        for number in (1, 2):
            case_at(session, house, State.ASSIGNED, number=number)
        case = received(session, house, number=3, subject="local_life", service_point_id=point.id)
        assert suggest(session, case, NOW) == Suggestion(
            house.unit.id, SuggestedBecause.USED_TO_THE_SUBJECT, 2
        )


def test_nothing_is_suggested_without_a_reason(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        assert suggest(session, received(session, house), NOW) is None
        point = make_point(session, house.police)
        case = received(
            session, house, number=2, subject="service_quality", service_point_id=point.id
        )
        assert suggest(session, case, NOW) is None
