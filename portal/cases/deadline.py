"""A day that was promised, explained by the calendar and the rule it was promised with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sqlalchemy.orm import Session

from portal.calendar.days import CalendarMissingError, WorkCalendar
from portal.calendar.rules import Rule, RuleCode, RuleMissingError
from portal.calendar.store import load_calendar, rule
from portal.calendar.terms import Due, Term
from portal.cases.course import Course, course_of, pauses_of
from portal.cases.facts import CaseFacts
from portal.cases.models import CaseEvent


@dataclass(frozen=True)
class Promised:
    """A day, the rule that made it, how its term ran, and the calendar's version."""

    on: date
    code: str
    course: Course
    version: int | None


@dataclass(frozen=True)
class Deadline:
    """A promised day with its rule and its count.

    `counted` is None only where nothing that is stored leads to the day. `is_kept` says that the
    calendar has changed since and would give another day now: the one promised stays. `extended`
    is the whole term of an appointment, if the answer was put off.
    """

    on: date
    starts_on: date
    rule: Rule | None
    counted: Due | None
    is_kept: bool = False
    extended: Term | None = None


class Promising(Protocol):
    """What a case keeps of the promise of its answer."""

    @property
    def received_on(self) -> date: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def due_rule(self) -> str: ...
    @property
    def calendar_version(self) -> int | None: ...
    @property
    def extended_days(self) -> int | None: ...


def answer_promised(case: Promising, events: Sequence[CaseEvent]) -> Promised | None:
    """Return the day the sender is answered by; None while no day is promised."""
    if case.due_on is None:
        return None
    course = course_of(case.received_on, events, case.extended_days)
    return Promised(case.due_on, case.due_rule, course, case.calendar_version)


def classification_promised(facts: CaseFacts, events: Sequence[CaseEvent] = ()) -> Promised | None:
    """Return the day the sender knows by whether the petition is accepted.

    To be asked of a case that is not accepted yet.
    """
    if facts.classify_due_on is None:
        return None
    on, version = facts.classify_due_on, facts.calendar_version
    course = Course(facts.received_on, pauses_of(events))
    return Promised(on, RuleCode.CLASSIFY, course, version)


def explain(
    session: Session, authority_id: int, promised: Promised, in_force: WorkCalendar
) -> Deadline:
    """Count a promised day as it was counted when it was promised."""
    on, course, version = promised.on, promised.course, promised.version
    try:
        applied = rule(session, authority_id, promised.code, course.starts_on, version)
    except RuleMissingError:
        return Deadline(on, course.starts_on, None, None)
    then = in_force if version is None else load_calendar(session, authority_id, version)
    counted = _counted(then, course, applied)
    now = _counted(in_force, course, applied)
    return Deadline(
        on,
        course.starts_on,
        applied,
        counted if counted and counted.due_on == on else None,
        is_kept=now is not None and now.due_on != on,
        extended=course.term(applied) if course.extended_days else None,
    )


def _counted(calendar: WorkCalendar, course: Course, applied: Rule) -> Due | None:
    try:
        return course.counted(calendar, applied)
    except CalendarMissingError:
        return None
