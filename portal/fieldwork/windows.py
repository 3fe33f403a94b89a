"""Days of a survey as people say them, and the moments between which it is asked."""

from datetime import date, datetime, time, timedelta

from portal.clock import VIETNAM, local_day


def first_moment(day: date) -> datetime:
    """Return when a day begins in Việt Nam."""
    return datetime.combine(day, time.min, VIETNAM)


def end_of(day: date) -> datetime:
    """Return the moment at which a day is over: the beginning of the next."""
    return first_moment(day + timedelta(days=1))


def last_day(closes_at: datetime | None) -> date | None:
    """Return the last day on which a survey that closes then is asked; None if it has no end."""
    return None if closes_at is None else local_day(closes_at - timedelta(microseconds=1))
