"""The day a case must be looked at next, and the last day that counts as soon."""

from datetime import date

from portal.calendar.days import CalendarMissingError, WorkCalendar
from portal.calendar.stages import DUE_SOON_DAYS
from portal.calendar.terms import ONE_DAY
from portal.cases.kinds import State


def next_due_on(state: State, classify_due_on: date | None, due_on: date | None) -> date | None:
    """Return the day of the next duty: first to say whether it is accepted, then to answer."""
    if state is State.RECEIVED and classify_due_on is not None:
        return classify_due_on
    return due_on


def soon_until(calendar: WorkCalendar, today: date, soon: int = DUE_SOON_DAYS) -> date:
    """Return the last day that lies at most `soon` working days ahead, days off after it included.

    Two working days are one to write the reply and one to have it approved and signed. With this
    day a query compares dates only, and agrees with `portal.calendar.stages.stage`.
    """
    day, count = today, 0
    while count <= soon:
        day += ONE_DAY
        try:
            count += calendar.is_working(day)
        except CalendarMissingError:
            break
    return day - ONE_DAY
