"""Plain builders of calendars and days."""

from datetime import date

from portal.calendar.days import (
    DayCode,
    DayKind,
    DayName,
    DayStatus,
    SpecialDay,
    WorkCalendar,
)
from portal.calendar.terms import Due, Term, TermUnit, due

NAME = DayName("Ngày nghỉ thử", "Trial day off")
DECISION = "01/TB-THU ngày 01/01/2026"


def rest_day(day: date, code: DayCode = DayCode.NEW_YEAR) -> SpecialDay:
    return SpecialDay(day, DayKind.REST, code, NAME, DECISION, DayStatus.OFFICIAL)


def worked_saturday(day: date, swaps_with: date | None = None) -> SpecialDay:
    return SpecialDay(
        day,
        DayKind.WORKED,
        DayCode.SWAP_WORKED,
        NAME,
        DECISION,
        DayStatus.OFFICIAL,
        swaps_with,
    )


def calendar_of(*days: SpecialDay, years: range = range(2024, 2028)) -> WorkCalendar:
    return WorkCalendar({special.day: special for special in days}, frozenset(years), 1)


def count_working(calendar: WorkCalendar, received_on: date, days: int) -> Due:
    return due(calendar, received_on, Term(days, TermUnit.WORKING))


def count_calendar(calendar: WorkCalendar, received_on: date, days: int) -> Due:
    return due(calendar, received_on, Term(days, TermUnit.CALENDAR))
