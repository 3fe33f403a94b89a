"""Giving a case to exactly one internal unit, with a day that stays the one promised."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from portal.calendar.rules import Rule
from portal.calendar.store import load_calendar, rule
from portal.calendar.terms import Due
from portal.cases.answer_rules import answer_rule
from portal.cases.course import course_of
from portal.cases.handling import store
from portal.cases.handling.turns import Turn, case_in_turn, take
from portal.cases.handling.wording import written
from portal.cases.kinds import Action, Subject, TextPart
from portal.cases.models import Case
from portal.cases.store import events_of
from portal.errors import InvalidInputError

# What happened at a counter is the matter of the unit whose counter it is; a broken street lamp
# reported at the same counter is not.
ABOUT_THE_PLACE = frozenset({Subject.SERVICE_QUALITY, Subject.ADMINISTRATIVE_ACT})


class SuggestedBecause(StrEnum):
    """Why a unit is suggested."""

    ITS_SERVICE_POINT = "its_service_point"
    USED_TO_THE_SUBJECT = "used_to_the_subject"


@dataclass(frozen=True)
class Suggestion:
    """A unit proposed to a person, who decides; `cases` is how many of the subject it has had."""

    unit_id: int
    because: SuggestedBecause
    cases: int = 0


def suggest(session: Session, case: Case) -> Suggestion | None:
    """Propose the responsible unit from subject and place; None when nothing speaks for one.

    The unit that gave it back is not proposed again.
    """
    units = store.assignable_units(session, case.authority_id)
    assignable = {unit.id for unit in units} - {case.unit_id, case.named_unit_id}
    found = [_by_habit(session, case), _by_place(session, case)]
    if case.subject is None or case.subject in ABOUT_THE_PLACE:
        found.reverse()
    return next((s for s in found if s is not None and s.unit_id in assignable), None)


def assign(
    session: Session, turn: Turn, unit_id: int, officer_id: int | None = None, *, now: datetime
) -> Case:
    """Give a case to a unit, and to an officer of it if one is named; again for another unit.

    Raises `InvalidInputError` (unit_id `not_internal`: others receive a transfer slip; officer_id
    `not_of_the_unit`), `CalendarMissingError` and what `turns.take` raises.
    """
    case = case_in_turn(session, turn)
    if all(unit.id != unit_id for unit in store.assignable_units(session, case.authority_id)):
        raise InvalidInputError(unit_id="not_internal")
    if officer_id is not None:
        _refuse_stranger(session, case, unit_id, officer_id)
    applied, counted = reply_term(session, case)
    data = {
        "unit_id": unit_id,
        "officer_id": officer_id,
        "due_on": _within_promise(case, counted.due_on),
        "due_rule": applied.code,
        "calendar_version": counted.calendar_version,
    }
    return take(session, turn, Action.ASSIGN, now=now, data=data)


def give_back(session: Session, turn: Turn, reason: str, *, now: datetime) -> Case:
    """Give back what is another unit's; it waits to be given to one, with the day promised."""
    texts = {TextPart.REASON: written(reason, "reason")}
    return take(session, turn, Action.GIVE_BACK, now=now, texts=texts)


def reply_term(session: Session, case: Case) -> tuple[Rule, Due]:
    """Count the commune's reply term by the calendar of today, with its pauses and put off."""
    course = course_of(case.received_on, events_of(session, case.id), case.extended_days)
    calendar = load_calendar(session, case.authority_id)
    code = answer_rule(case.kind)
    applied = rule(session, case.authority_id, code, course.starts_on, version=calendar.version)
    return applied, course.counted(calendar, applied)


def _within_promise(case: Case, counted: date) -> date:
    """Return the unit's day: never later than the day the citizen was told."""
    return counted if case.due_on is None else min(case.due_on, counted)


def _refuse_stranger(session: Session, case: Case, unit_id: int, officer_id: int) -> None:
    candidates = store.officers(session, case.authority_id)
    if all((staff.id, staff.unit_id) != (officer_id, unit_id) for staff in candidates):
        raise InvalidInputError(officer_id="not_of_the_unit")


def _by_place(session: Session, case: Case) -> Suggestion | None:
    if case.service_point_id is None:
        return None
    unit_id = store.unit_of_point(session, case.authority_id, case.service_point_id)
    return Suggestion(unit_id, SuggestedBecause.ITS_SERVICE_POINT)


def _by_habit(session: Session, case: Case) -> Suggestion | None:
    if case.subject is None:
        return None
    busiest = store.busiest_unit(session, case.authority_id, Subject(case.subject))
    if busiest is None:
        return None
    unit_id, cases = busiest
    return Suggestion(unit_id, SuggestedBecause.USED_TO_THE_SUBJECT, cases)
