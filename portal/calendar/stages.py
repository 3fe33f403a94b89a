"""How a piece of work stands against its due date: in time, soon due, late, or far too late.

From which day on work is soon due, and when a delay is gross, no law says: both are rules of the
commune's own (`DUE_SOON`, `GROSSLY_LATE`), kept with the terms.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.calendar.days import CalendarMissingError, WorkCalendar
from portal.calendar.rules import Rule, RuleCode
from portal.calendar.terms import ONE_DAY, working_days_between

DUE_SOON_DAYS = 2
GROSSLY_LATE_DAYS = 5


class StageCode(StrEnum):
    """Where a piece of work stands against its due date; late by date, never by hour."""

    ON_TIME = "on_time"
    DUE_SOON = "due_soon"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    GROSSLY_OVERDUE = "grossly_overdue"
    PAUSED = "paused"
    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage and the working days left or late.

    `days` is 0 when only days off lie between, and None when the calendar of a year between is not
    loaded: late is late without any calendar, only the number is then unknown.
    """

    code: StageCode
    days: int | None

    @property
    def is_late(self) -> bool:
        return self.code in {
            StageCode.OVERDUE,
            StageCode.GROSSLY_OVERDUE,
            StageCode.DONE_LATE,
        }

    @property
    def is_done(self) -> bool:
        return self.code in {StageCode.DONE_ON_TIME, StageCode.DONE_LATE}


@dataclass(frozen=True, slots=True)
class Limits:
    """Where a stage ends, in working days: how many ahead are soon, how many late are gross."""

    soon: int = DUE_SOON_DAYS
    grossly_late: int = GROSSLY_LATE_DAYS


SHIPPED = Limits()


def limits_of(rules: Iterable[Rule]) -> Limits:
    """Return the limits a commune has set among its rules, else those shipped."""
    days = {rule.code: rule.term.days for rule in rules}
    return Limits(
        days.get(RuleCode.DUE_SOON, DUE_SOON_DAYS),
        days.get(RuleCode.GROSSLY_LATE, GROSSLY_LATE_DAYS),
    )


def stands_still(paused_on: date | None, due_on: date | None) -> bool:
    """Say whether a clock waits for the sender; asked on the due day or later stops nothing."""
    return paused_on is not None and due_on is not None and paused_on < due_on


def stage(
    calendar: WorkCalendar,
    today: date,
    due_on: date,
    finished_on: date | None,
    limits: Limits = SHIPPED,
    paused_on: date | None = None,
) -> Stage:
    """Say how a due date stands; `paused_on` is the day the sender was asked, while unanswered."""
    if finished_on is not None:
        return _finished(calendar, due_on, finished_on)
    if stands_still(paused_on, due_on):
        return Stage(StageCode.PAUSED, None)
    if today > due_on:
        return _late(calendar, today, due_on, limits)
    if today == due_on:
        return Stage(StageCode.DUE_TODAY, 0)
    left = _known_days(calendar, today, due_on)
    is_soon = left is not None and left <= limits.soon
    return Stage(StageCode.DUE_SOON if is_soon else StageCode.ON_TIME, left)


def gross_before(calendar: WorkCalendar, today: date, limits: Limits) -> date | None:
    """Return the day before which a due date is grossly overdue; None if no year says it.

    With this day a query compares dates only, and agrees with `stage`.
    """
    day, count = today, 0
    try:
        while count <= limits.grossly_late:
            count += calendar.is_working(day)
            day -= ONE_DAY
    except CalendarMissingError:
        return None
    return day + ONE_DAY


def _late(calendar: WorkCalendar, today: date, due_on: date, limits: Limits) -> Stage:
    before = gross_before(calendar, today, limits)
    is_gross = before is not None and due_on < before
    code = StageCode.GROSSLY_OVERDUE if is_gross else StageCode.OVERDUE
    return Stage(code, _known_days(calendar, due_on, today))


def _finished(calendar: WorkCalendar, due_on: date, finished_on: date) -> Stage:
    if finished_on <= due_on:
        return Stage(StageCode.DONE_ON_TIME, _known_days(calendar, finished_on, due_on))
    return Stage(StageCode.DONE_LATE, _known_days(calendar, due_on, finished_on))


def _known_days(calendar: WorkCalendar, after: date, until: date) -> int | None:
    try:
        return working_days_between(calendar, after, until)
    except CalendarMissingError:
        return None
