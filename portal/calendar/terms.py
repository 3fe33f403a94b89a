"""Terms of the law counted day by day: when they end, and why.

The day of the event is never counted, whatever the hour (Civil Code 2015, Art. 147). A term in
calendar days that ends on a day off ends with the next working day instead (Art. 148).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from portal.calendar.days import DayReason, WorkCalendar
from portal.errors import InvalidInputError

LONGEST_TERM_DAYS = 365
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
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Term:
    """A number of days, 1 to 365; InvalidInputError otherwise."""

    days: int
    unit: TermUnit

    def __post_init__(self) -> None:
        if not 1 <= self.days <= LONGEST_TERM_DAYS:
            raise InvalidInputError(days="out_of_range")


@dataclass(frozen=True, slots=True)
class Pause:
    """A clock that stood still: from the day after one day, up to and including another.

    The day on which the sender is asked still counts, the day on which the answer comes does not.
    """

    after: date
    until: date

    def holds(self, day: date) -> bool:
        return self.after < day <= self.until


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


def due(calendar: WorkCalendar, received_on: date, term: Term, pauses: Sequence[Pause] = ()) -> Due:
    """Count a term from the local day of an event; no day of a pause counts.

    CalendarMissingError if the count meets a year that nobody has loaded.
    """
    if isinstance(received_on, datetime):
        raise TypeError("a term runs from a day: take the local day of the moment first")
    calendar.require(received_on)
    event = CountedDay(received_on, False, None, CountCode.EVENT_DAY, law=EVENT_DAY_LAW)
    counting = _working_days if term.unit is TermUnit.WORKING else _calendar_days
    days = [event, *counting(calendar, received_on, term.days, pauses)]
    return Due(received_on, term, days[-1].day, tuple(days), calendar.version)


def _working_days(
    calendar: WorkCalendar, start: date, wanted: int, pauses: Sequence[Pause]
) -> list[CountedDay]:
    days: list[CountedDay] = []
    day, number = start, 0
    while number < wanted:
        day += ONE_DAY
        reason = calendar.why(day)
        if _stands_still(day, pauses):
            days.append(CountedDay(day, False, None, CountCode.PAUSED))
            continue
        number += reason.is_working
        place = number if reason.is_working else None
        days.append(CountedDay(day, reason.is_working, place, reason.code, reason))
    return days


def _calendar_days(
    calendar: WorkCalendar, start: date, wanted: int, pauses: Sequence[Pause]
) -> list[CountedDay]:
    days: list[CountedDay] = []
    day, number = start, 0
    while number < wanted:
        day += ONE_DAY
        if _stands_still(day, pauses):
            days.append(CountedDay(day, False, None, CountCode.PAUSED))
            continue
        number += 1
        days.append(CountedDay(day, True, number, CountCode.CALENDAR_DAY))
    if calendar.is_working(day):
        return days
    reason = calendar.why(day)
    days[-1] = CountedDay(day, True, wanted, CountCode.LAST_DAY_RESTS, reason, ROLLING_LAW)
    return [*days, *_rolled(calendar, day, pauses)]


def _rolled(calendar: WorkCalendar, last: date, pauses: Sequence[Pause]) -> list[CountedDay]:
    days: list[CountedDay] = []
    day = last + ONE_DAY
    while not calendar.is_working(day) or _stands_still(day, pauses):
        if _stands_still(day, pauses):
            days.append(CountedDay(day, False, None, CountCode.PAUSED))
        else:
            reason = calendar.why(day)
            days.append(CountedDay(day, False, None, reason.code, reason))
        day += ONE_DAY
    return [*days, CountedDay(day, False, None, CountCode.ROLLED, law=ROLLING_LAW)]


def _stands_still(day: date, pauses: Sequence[Pause]) -> bool:
    return any(pause.holds(day) for pause in pauses)


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
