"""A day that was promised, explained by the calendar and the rule it was promised with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sqlalchemy.orm import Session

from portal.calendar.days import CalendarMissingError, WorkCalendar
from portal.calendar.rules import Rule, RuleCode, RuleMissingError
from portal.calendar.store import load_calendar, rule
from portal.calendar.terms import Due, due
from portal.cases.kinds import Action
from portal.cases.models import CaseEvent
from portal.cases.projection import CaseFacts
from portal.clock import local_day


@dataclass(frozen=True)
class Promised:
    """A day, the rule that made it, the day its term runs from, and the calendar's version."""

    on: date
    code: str
    starts_on: date
    version: int | None


@dataclass(frozen=True)
class Deadline:
    """A promised day with its rule and its count.

    `counted` is None only where nothing that is stored leads to the day. `is_kept` says that the
    calendar has changed since and would give another day now: the one promised stays.
    """

    on: date
    starts_on: date
    rule: Rule | None
    counted: Due | None
    is_kept: bool = False


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


def start_of_term(received_on: date, events: Sequence[CaseEvent]) -> date:
    """Return the day the present term runs from: of receipt, or of the last reopening."""
    reopened = [local_day(event.at) for event in events if event.action == Action.REOPEN]
    return reopened[-1] if reopened else received_on


def answer_promised(case: Promising, events: Sequence[CaseEvent]) -> Promised | None:
    """Return the day the sender is answered by; None while no day is promised."""
    if case.due_on is None:
        return None
    starts_on = start_of_term(case.received_on, events)
    return Promised(case.due_on, case.due_rule, starts_on, case.calendar_version)


def classification_promised(facts: CaseFacts) -> Promised | None:
    """Return the day the sender knows by whether the petition is accepted.

    To be asked of a case that nothing has been promised to since its receipt.
    """
    if facts.classify_due_on is None:
        return None
    on, version = facts.classify_due_on, facts.calendar_version
    return Promised(on, RuleCode.CLASSIFY, facts.received_on, version)


def explain(
    session: Session, authority_id: int, promised: Promised, in_force: WorkCalendar
) -> Deadline:
    """Count a promised day as it was counted when it was promised."""
    on, starts_on, version = promised.on, promised.starts_on, promised.version
    try:
        applied = rule(session, authority_id, promised.code, starts_on, version)
    except RuleMissingError:
        return Deadline(on, starts_on, None, None)
    then = in_force if version is None else load_calendar(session, authority_id, version)
    counted = _counted(then, starts_on, applied)
    now = _counted(in_force, starts_on, applied)
    return Deadline(
        on,
        starts_on,
        applied,
        counted if counted and counted.due_on == on else None,
        is_kept=now is not None and now.due_on != on,
    )


def _counted(calendar: WorkCalendar, starts_on: date, applied: Rule) -> Due | None:
    try:
        return due(calendar, starts_on, applied.term)
    except CalendarMissingError:
        return None
