"""Terms of the law counted day by day: when they end, why, and how they stand today.

The day of the event is never counted, whatever the hour (Civil Code 2015, Art. 147). A term in
calendar days that ends on a day off ends with the next working day instead (Art. 148).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from portal.calendar.days import CalendarMissingError, DayReason, WorkCalendar
from portal.errors import InvalidInputError

LONGEST_TERM_DAYS = 365
DUE_SOON_DAYS = 2
EVENT_DAY_LAW = "Bộ luật Dân sự 2015, Điều 147 khoản 3"
ROLLING_LAW = "Bộ luật Dân sự 2015, Điều 148 khoản 5"
ONE_DAY = timedelta(days=1)


class TermUnit(StrEnum):
    """What a term counts."""

    WORKING = "working"
    CALENDAR = "calendar"


class CountCode(StrEnum):
    """The part a day plays in counting, where the calendar alone does not say it."""

    EVENT_DAY = "event_day"
    CALENDAR_DAY = "calendar_day"
    LAST_DAY_RESTS = "last_day_rests"
    ROLLED = "rolled"


@dataclass(frozen=True, slots=True)
class Term:
    """A number of days, 1 to 365; InvalidInputError otherwise."""

    days: int
    unit: TermUnit

    def __post_init__(self) -> None:
        if not 1 <= self.days <= LONGEST_TERM_DAYS:
            raise InvalidInputError(days="out_of_range")


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day of the explanation; `number` is its place in the term if it counts.

    `code` is a CountCode, or the calendar's ReasonCode where that says it all.
    """

    day: date
    counted: bool
    number: int | None
    code: StrEnum
    reason: DayReason | None = None
    law: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a term and every day from the event to it."""

    received_on: date
    term: Term
    due_on: date
    days: tuple[CountedDay, ...]
    calendar_version: int

    @property
    def is_provisional(self) -> bool:
        """Whether an expected day off took part, so that the yearly notice may move the date."""
        return any(day.reason is not None and day.reason.is_estimate for day in self.days)


class StageCode(StrEnum):
    """Where a piece of work stands against its due date; late by date, never by hour."""

    ON_TIME = "on_time"
    DUE_SOON = "due_soon"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
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
        return self.code in {StageCode.OVERDUE, StageCode.DONE_LATE}

    @property
    def is_done(self) -> bool:
        return self.code in {StageCode.DONE_ON_TIME, StageCode.DONE_LATE}


def due(calendar: WorkCalendar, received_on: date, term: Term) -> Due:
    """Count a term from the local day of an event.

    CalendarMissingError if the count meets a year that nobody has loaded.
    """
    if isinstance(received_on, datetime):
        raise TypeError("a term runs from a day: take the local day of the moment first")
    calendar.require(received_on)
    event = CountedDay(received_on, False, None, CountCode.EVENT_DAY, law=EVENT_DAY_LAW)
    if term.unit is TermUnit.WORKING:
        days = [event, *_working_days(calendar, received_on, term.days)]
    else:
        days = [event, *_calendar_days(calendar, received_on, term.days)]
    return Due(received_on, term, days[-1].day, tuple(days), calendar.version)


def _working_days(calendar: WorkCalendar, start: date, wanted: int) -> list[CountedDay]:
    days: list[CountedDay] = []
    day, number = start, 0
    while number < wanted:
        day += ONE_DAY
        reason = calendar.why(day)
        number += reason.is_working
        place = number if reason.is_working else None
        days.append(CountedDay(day, reason.is_working, place, reason.code, reason))
    return days


def _calendar_days(calendar: WorkCalendar, start: date, wanted: int) -> list[CountedDay]:
    days = [
        CountedDay(start + number * ONE_DAY, True, number, CountCode.CALENDAR_DAY)
        for number in range(1, wanted)
    ]
    last = start + wanted * ONE_DAY
    if calendar.is_working(last):
        return [*days, CountedDay(last, True, wanted, CountCode.CALENDAR_DAY)]
    reason = calendar.why(last)
    days.append(CountedDay(last, True, wanted, CountCode.LAST_DAY_RESTS, reason, ROLLING_LAW))
    return [*days, *_rolled(calendar, last)]


def _rolled(calendar: WorkCalendar, last: date) -> list[CountedDay]:
    days: list[CountedDay] = []
    day = last + ONE_DAY
    while not calendar.is_working(day):
        reason = calendar.why(day)
        days.append(CountedDay(day, False, None, reason.code, reason))
        day += ONE_DAY
    return [*days, CountedDay(day, False, None, CountCode.ROLLED, law=ROLLING_LAW)]


def working_days_between(calendar: WorkCalendar, after: date, until: date) -> int:
    """Count the working days after one day, up to and including another; 0 if it comes first."""
    count, day = 0, after
    while day < until:
        day += ONE_DAY
        count += calendar.is_working(day)
    return count


def working_days_left(calendar: WorkCalendar, today: date, due_on: date) -> int:
    """Count the working days after today that are left, the due day included."""
    return working_days_between(calendar, today, due_on)


def stage(
    calendar: WorkCalendar,
    today: date,
    due_on: date,
    finished_on: date | None,
    soon: int = DUE_SOON_DAYS,
) -> Stage:
    """Say how a due date stands; `soon` is in working days."""
    if finished_on is not None:
        return _finished(calendar, due_on, finished_on)
    if today > due_on:
        return Stage(StageCode.OVERDUE, _known_days(calendar, due_on, today))
    if today == due_on:
        return Stage(StageCode.DUE_TODAY, 0)
    left = _known_days(calendar, today, due_on)
    is_soon = left is not None and left <= soon
    return Stage(StageCode.DUE_SOON if is_soon else StageCode.ON_TIME, left)


def _finished(calendar: WorkCalendar, due_on: date, finished_on: date) -> Stage:
    if finished_on <= due_on:
        return Stage(StageCode.DONE_ON_TIME, _known_days(calendar, finished_on, due_on))
    return Stage(StageCode.DONE_LATE, _known_days(calendar, due_on, finished_on))


def _known_days(calendar: WorkCalendar, after: date, until: date) -> int | None:
    try:
        return working_days_between(calendar, after, until)
    except CalendarMissingError:
        return None
