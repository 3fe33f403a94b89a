"""One published case with its way: who had it, for how long, and how its due date was counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from portal.calendar.days import CalendarMissingError, WorkCalendar
from portal.calendar.store import load_calendar
from portal.calendar.terms import working_days_between
from portal.cases.deadline import Deadline, answer_promised, explain
from portal.cases.kinds import Action
from portal.cases.models import CaseEvent
from portal.cases.registers import store
from portal.cases.registers.public import PublicCase
from portal.cases.store import events_of
from portal.clock import local_day
from portal.errors import NotFoundError

# What everyone may know of the way: no notes, no drafts, no approvals, no names.
SHOWN = frozenset(
    {
        Action.SUBMIT,
        Action.ACCEPT,
        Action.ASK,
        Action.SUPPLY,
        Action.RESUME,
        Action.ASSIGN,
        Action.EXTEND,
        Action.RECOMPUTE,
        Action.SIGN,
        Action.ANSWER_AT_ONCE,
        Action.ANSWER_LIGHTLY,
        Action.ANSWER_TOGETHER,
        Action.THANK,
        Action.RECLASSIFY,
        Action.RATE_REPLY,
        Action.REOPEN,
        Action.CLOSE_UNSATISFIED,
        Action.CLOSE_UNCONFIRMED,
    }
)


MOVED = ("due_on", "was_due_on")


@dataclass(frozen=True)
class PublicStep:
    """One step of the way; `waited` are working days since the step before, None if not known.

    `moved` holds the day an event promised anew and the one before it.
    """

    action: Action
    on: date
    waited: int | None
    unit: str = ""
    is_satisfied: bool | None = None
    moved: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PublicFile:
    """A published case with its way and how its due date was counted, if it had one."""

    case: PublicCase
    steps: Sequence[PublicStep]
    calendar: WorkCalendar
    deadline: Deadline | None


def public_file(session: Session, authority_id: int, reference: str) -> PublicFile:
    """Return a published case, or raise `NotFoundError` as for one that never was."""
    row = store.public_case(session, authority_id, reference)
    if row is None:
        raise NotFoundError(reference=reference)
    case = PublicCase(*row)
    calendar = load_calendar(session, authority_id)
    events = events_of(session, case.id)
    steps = _steps(events, store.unit_names(session, authority_id), calendar)
    promised = answer_promised(case, events)
    deadline = explain(session, authority_id, promised, calendar) if promised else None
    return PublicFile(case, steps, calendar, deadline)


def _steps(
    events: Sequence[CaseEvent], units: Mapping[int, str], calendar: WorkCalendar
) -> list[PublicStep]:
    steps: list[PublicStep] = []
    unit_id: int | None = None
    for event in events:
        if event.action not in SHOWN or (
            event.action == Action.ASSIGN and event.data["unit_id"] == unit_id
        ):
            continue
        # Given to the same unit once more after a reopening, it is told again.
        unit_id = None if event.action == Action.REOPEN else event.data.get("unit_id", unit_id)
        before = steps[-1].on if steps else None
        steps.append(_step(event, units, _waited(calendar, before, local_day(event.at))))
    return steps


def _step(event: CaseEvent, units: Mapping[int, str], waited: int | None) -> PublicStep:
    return PublicStep(
        action=Action(event.action),
        on=local_day(event.at),
        waited=waited,
        unit=units.get(event.data.get("unit_id", 0), ""),
        is_satisfied=event.data.get("is_satisfied"),
        moved={name: event.data[name] for name in MOVED if name in event.data},
    )


def _waited(calendar: WorkCalendar, before: date | None, on: date) -> int | None:
    if before is None:
        return None
    try:
        return working_days_between(calendar, before, on)
    except CalendarMissingError:
        return None
