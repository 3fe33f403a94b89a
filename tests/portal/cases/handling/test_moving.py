"""The calendar changes: shown first, moved at once, by one person, and told by the case itself."""

import threading
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from portal.calendar.days import DayCode, DayKind, DayName, DayStatus, SpecialDay
from portal.calendar.editing import set_day, switch_day
from portal.calendar.store import current_version, load_calendar
from portal.cases.deadline import answer_promised, explain
from portal.cases.events import facts_of
from portal.cases.handling.moving import move_all, preview
from portal.cases.kinds import Action, State
from portal.cases.models import Case
from portal.cases.store import events_of
from portal.db import Database
from portal.errors import ChangedMeanwhileError, DomainError, NotAllowedError
from portal.offices.models import Staff
from tests.portal.cases.builders import actor_of
from tests.portal.cases.handling.builders import (
    NOW,
    TOO_LATE,
    House,
    agrees_with_its_events,
    case_at,
    make_house,
    received,
)

STORM = date(2026, 11, 30)
PROMISED, MOVED = date(2026, 12, 4), date(2026, 12, 7)


def storm(session: Session, house: House) -> None:
    special = SpecialDay(
        STORM,
        DayKind.REST,
        DayCode.COMPENSATION,
        DayName("Nghỉ bão", "Storm day"),
        "CV 1/UBND",
        DayStatus.OFFICIAL,
    )
    set_day(session, house.authority.id, special, actor_id=None, now=NOW)


def culture_day_is_worked(session: Session, house: House) -> None:
    switch_day(
        session, house.authority.id, date(2026, 11, 24), active=False, actor_id=None, now=NOW
    )


def press(session: Session, house: House, who: Staff, *, with_earlier: bool = False) -> int:
    seen = current_version(session, house.authority.id)
    actor = actor_of(who)
    return move_all(session, house.authority.id, actor, seen, with_earlier=with_earlier, now=NOW)


def test_nothing_moves_until_the_button_is_pressed(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        assert preview(session, house.authority.id, NOW).is_empty
        storm(session, house)
        moves = preview(session, house.authority.id, NOW)
        assert [(m.case.id, m.old, m.new) for m in moves.later] == [(case.id, PROMISED, MOVED)]
        assert [day for day, _ in moves.later[0].because] == [STORM]
        assert case.due_on == PROMISED


def test_one_button_moves_every_open_case_and_each_says_why(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        waiting, given = received(session, house), case_at(session, house, State.DRAFTED, number=2)
        done = case_at(session, house, State.ANSWERED, number=3)
        storm(session, house)
        assert press(session, house, house.chief) == 2
        for case in (waiting, given):
            event = events_of(session, case.id)[-1]
            assert (event.action, event.data["was_due_on"]) == (Action.RECOMPUTE, "2026-12-04")
            assert (case.due_on, case.calendar_version) == (MOVED, 2)
            assert agrees_with_its_events(session, case)
            promised = answer_promised(facts_of(case), events_of(session, case.id))
            assert promised is not None
            known = explain(session, house.authority.id, promised, load_calendar(session, 1))
            assert known.counted is not None
            assert not known.is_kept
        assert given.unit_due_on == MOVED
        assert done.due_on == PROMISED
        assert preview(session, house.authority.id, NOW).is_empty
        assert press(session, house, house.chief) == 0


def test_an_earlier_day_stays_unless_a_person_decides(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        culture_day_is_worked(session, house)
        assert [m.new for m in preview(session, house.authority.id, NOW).earlier] == [
            date(2026, 12, 3)
        ]
        assert press(session, house, house.chief) == 0
        assert case.due_on == PROMISED
        assert press(session, house, house.chief, with_earlier=True) == 1
        assert case.due_on == date(2026, 12, 3)


def test_what_is_late_stays_late(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case_at(session, house, State.ASSIGNED)
        storm(session, house)
        late = TOO_LATE + timedelta(days=1)
        moves = preview(session, house.authority.id, late)
        assert (len(moves.later), len(moves.past)) == (0, 1)
        assert preview(session, house.authority.id, TOO_LATE).later  # due that very day


def test_who_keeps_no_calendar_moves_nothing(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case_at(session, house, State.ASSIGNED)
        storm(session, house)
        with pytest.raises(NotAllowedError):
            press(session, house, house.head)


def test_a_calendar_changed_since_the_preview_moves_nothing(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case_at(session, house, State.ASSIGNED)
        storm(session, house)
        with pytest.raises(ChangedMeanwhileError):
            move_all(
                session,
                house.authority.id,
                actor_of(house.chief),
                1,
                with_earlier=False,
                now=NOW,
            )


def test_two_officers_at_once_move_it_once(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case_id = case_at(session, house, State.ASSIGNED).id
        storm(session, house)
        actor = actor_of(house.chief)
        authority_id = house.authority.id
    start, moved = threading.Barrier(2), []

    def run() -> None:
        start.wait()
        try:
            with database.writing() as session:
                moved.append(move_all(session, authority_id, actor, 2, with_earlier=False, now=NOW))
        except DomainError:
            moved.append(0)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(moved) == [0, 1]
    with database.reading() as session:
        actions = [event.action for event in events_of(session, case_id)]
        assert actions.count(Action.RECOMPUTE) == 1
        assert session.get_one(Case, case_id).due_on == MOVED
