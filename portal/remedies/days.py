"""The day of a measure: a person chooses it, and is warned when nobody works on it."""

from datetime import date

from sqlalchemy.orm import Session

from portal.calendar.days import CalendarMissingError, DayReason
from portal.calendar.store import load_calendar
from portal.reports.periods import LAST_DAY


def day_fault(day: date, today: date) -> str | None:
    """Return what is wrong with a day to come; None if it may be set."""
    if day < today:
        return "in_the_past"
    return "far_away" if day > LAST_DAY else None


def rest_day(session: Session, authority_id: int, day: date) -> DayReason | None:
    """Say why nobody works on a day; None if they do, or nobody has loaded its year."""
    try:
        reason = load_calendar(session, authority_id).why(day)
    except CalendarMissingError:
        return None
    return None if reason.is_working else reason
