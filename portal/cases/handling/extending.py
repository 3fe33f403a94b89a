"""Putting off an answer once, before its day, with a reason and a new day (giấy hẹn trả lời)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.calendar.days import CalendarMissingError, WorkCalendar
from portal.calendar.rules import Rule, RuleCode, RuleMissingError
from portal.calendar.store import load_calendar, rule
from portal.calendar.terms import ONE_DAY, TermUnit
from portal.cases.answer_rules import answer_rule
from portal.cases.course import Course, course_of
from portal.cases.handling.turns import Turn, case_in_turn, take
from portal.cases.handling.wording import written
from portal.cases.kinds import Action, TextPart
from portal.cases.models import Case
from portal.cases.store import events_of
from portal.errors import InvalidInputError


@dataclass(frozen=True)
class Room:
    """The days an answer may be put off to, and the rule that sets the last of them."""

    first: date
    last: date
    rule: Rule
    unit: TermUnit
    course: Course
    calendar: WorkCalendar


def room(session: Session, case: Case) -> Room | None:
    """Return the days open to an appointment; None where nothing says them or none is left."""
    if case.due_on is None:
        return None
    course = course_of(case.received_on, events_of(session, case.id))
    try:
        calendar = load_calendar(session, case.authority_id, case.calendar_version)
        longest = _rule(session, case, RuleCode.REPLY_LONGEST, course, calendar)
        own = _rule(session, case, answer_rule(case.kind), course, calendar)
        last = course.counted(calendar, longest).due_on
    except (CalendarMissingError, RuleMissingError):
        return None
    if last <= case.due_on:
        return None
    return Room(case.due_on + ONE_DAY, last, longest, own.term.unit, course, calendar)


def extend(session: Session, turn: Turn, due_on: date, reason: str, *, now: datetime) -> Case:
    """Promise another day instead of the one promised, once for each term.

    Raises `InvalidInputError` (due_on `not_later`, `beyond_longest`, `not_a_working_day`) and what
    `turns.take` raises: `OnlyOnceError`, and `WrongStateError` once the day has passed.
    """
    case = case_in_turn(session, turn)
    data: dict[str, object] = {}
    # Who may not put it off at all is told that by the workflow.
    if found := room(session, case):
        data = {
            "due_on": _fitting(found, due_on),
            "was_due_on": case.due_on,
            "due_rule": case.due_rule,
            "calendar_version": found.calendar.version,
            "extended_days": found.course.days_until(found.calendar, due_on, found.unit),
        }
    texts = {TextPart.REASON: written(reason, "reason")}
    return take(session, turn, Action.EXTEND, now=now, data=data, texts=texts)


def _fitting(found: Room, due_on: date) -> date:
    if due_on < found.first:
        raise InvalidInputError(due_on="not_later")
    if due_on > found.last:
        raise InvalidInputError(due_on="beyond_longest")
    if not found.calendar.is_working(due_on):
        raise InvalidInputError(due_on="not_a_working_day")
    return due_on


def _rule(
    session: Session, case: Case, code: RuleCode, course: Course, calendar: WorkCalendar
) -> Rule:
    return rule(session, case.authority_id, code, course.starts_on, calendar.version)
