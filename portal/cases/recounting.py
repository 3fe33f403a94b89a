"""The days of a case counted anew: after the sender has answered, and after the calendar moved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.calendar.days import CalendarMissingError, WorkCalendar
from portal.calendar.rules import Rule, RuleCode, RuleMissingError
from portal.calendar.store import load_calendar, rule
from portal.calendar.terms import Pause
from portal.cases.answer_rules import answer_rule
from portal.cases.course import Course, course_of, pauses_of
from portal.cases.events import facts_of
from portal.cases.facts import CaseFacts
from portal.cases.kinds import State
from portal.cases.models import Case, CaseEvent
from portal.cases.store import events_of
from portal.clock import local_day


@dataclass(frozen=True)
class Clock:
    """One of the days a case is promised by: its column, its day now, its rule and its course."""

    name: str
    on: date | None
    code: str
    course: Course


def clocks(facts: CaseFacts, events: Sequence[CaseEvent]) -> Iterator[Clock]:
    """Yield the clocks that run for an open case: of acceptance while it waits, of the answer."""
    waits = State.RECEIVED in {facts.state, facts.returns_to} and not facts.times_reopened
    if waits:
        course = Course(facts.received_on, pauses_of(events))
        yield Clock("classify_due_on", facts.classify_due_on, RuleCode.CLASSIFY, course)
    course = course_of(facts.received_on, events, facts.extended_days)
    yield Clock("due_on", facts.due_on, facts.due_rule or answer_rule(facts.kind), course)


def resumed(session: Session, case: Case, now: datetime) -> dict[str, object]:
    """Return the days of a case that goes on after a question, as SUPPLY and RESUME write them.

    Counted with the calendar the case was promised by: only a recomputation of all open cases
    brings a later one. Where no day leads on, the days stay.
    """
    facts = facts_of(case)
    if facts.paused_on is None or facts.calendar_version is None:
        return {}
    stood = Pause(facts.paused_on, local_day(now))
    running = [
        replace(clock, course=_paused(clock.course, stood))
        for clock in clocks(facts, events_of(session, case.id))
    ]
    calendar = load_calendar(session, case.authority_id, facts.calendar_version)
    days = {
        clock.name: counted
        for clock in running
        if clock.on and (counted := count(session, case.authority_id, clock, calendar))
    }
    if not days or all(days[clock.name] == clock.on for clock in running if clock.name in days):
        return {}
    return written(facts, days, calendar.version)


def count(session: Session, authority_id: int, clock: Clock, calendar: WorkCalendar) -> date | None:
    """Return the day a clock ends by a calendar; None where calendar or rule do not say it."""
    applied = rule_of(session, authority_id, clock, calendar.version)
    try:
        return clock.course.counted(calendar, applied).due_on if applied else None
    except CalendarMissingError:
        return None


def rule_of(session: Session, authority_id: int, clock: Clock, version: int) -> Rule | None:
    """Return the rule of the day a clock starts, as it was known at a version."""
    try:
        return rule(session, authority_id, clock.code, clock.course.starts_on, version)
    except RuleMissingError:
        return None


def written(facts: CaseFacts, days: dict[str, date], version: int) -> dict[str, object]:
    """Return new days as events write them down, with those they take the place of."""
    before = {f"was_{name}": getattr(facts, name) for name in days}
    named: dict[str, object] = {**days, **before, "calendar_version": version}
    if "due_on" in days:
        named["due_rule"] = facts.due_rule or answer_rule(facts.kind)
    return named


def _paused(course: Course, stood: Pause) -> Course:
    if stood.until <= max(stood.after, course.starts_on):
        return course
    return replace(course, pauses=(*course.pauses, stood))
