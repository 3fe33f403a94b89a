"""Giving a case to exactly one internal unit, with a day that stays the one promised."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.calendar.rules import Rule
from portal.calendar.store import load_calendar, rule
from portal.calendar.terms import Due
from portal.cases.answer_rules import answer_rule
from portal.cases.course import course_of
from portal.cases.handling import store
from portal.cases.handling.turns import Turn, case_in_turn, take
from portal.cases.handling.wording import written
from portal.cases.kinds import Action, TextPart
from portal.cases.models import Case
from portal.cases.store import events_of
from portal.errors import InvalidInputError

MOST_BESIDE = 20


def assign(
    session: Session,
    turn: Turn,
    unit_id: int,
    officer_id: int | None = None,
    beside: Collection[int] = (),
    *,
    now: datetime,
) -> Case:
    """Give a case to a unit, and to an officer of it if one is named; again for another unit.

    The units `beside` it coordinate: they read and note, and never answer. Raises
    `InvalidInputError` (unit_id `not_internal`: others receive a transfer slip; officer_id
    `not_of_the_unit`; what `beside_fault` finds), `CalendarMissingError` and what `turns.take`
    raises.
    """
    case = case_in_turn(session, turn)
    _refuse_outside(session, case, unit_id, beside)
    if officer_id is not None:
        _refuse_stranger(session, case, unit_id, officer_id)
    applied, counted = reply_term(session, case)
    data = {
        "unit_id": unit_id,
        "officer_id": officer_id,
        "due_on": _within_promise(case, counted.due_on),
        "due_rule": applied.code,
        "calendar_version": counted.calendar_version,
        "beside": sorted(beside),
    }
    return take(session, turn, Action.ASSIGN, now=now, data=data)


def beside_fault(unit_id: int, beside: Collection[int], units: Collection[int]) -> dict[str, str]:
    """Return what is wrong with coordinating units: `not_internal`, `in_charge` or `too_many`."""
    if unit_id in beside:
        return {"beside": "in_charge"}
    if not set(beside) <= set(units):
        return {"beside": "not_internal"}
    return {"beside": "too_many"} if len(beside) > MOST_BESIDE else {}


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


def _refuse_outside(session: Session, case: Case, unit_id: int, beside: Collection[int]) -> None:
    units = {unit.id for unit in store.assignable_units(session, case.authority_id)}
    if unit_id not in units:
        raise InvalidInputError(unit_id="not_internal")
    if faults := beside_fault(unit_id, beside, units):
        raise InvalidInputError(**faults)


def _refuse_stranger(session: Session, case: Case, unit_id: int, officer_id: int) -> None:
    candidates = store.officers(session, case.authority_id)
    if all((staff.id, staff.unit_id) != (officer_id, unit_id) for staff in candidates):
        raise InvalidInputError(officer_id="not_of_the_unit")
