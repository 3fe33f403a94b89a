"""Months and years as an authority counts them: from the 1st, or from the 15th to the 14th."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Span:
    """Days that belong together; both ends belong to it."""

    key: str
    from_on: date
    to_on: date

    def __contains__(self, day: date) -> bool:
        return self.from_on <= day <= self.to_on

    def overlaps(self, other: "Span") -> bool:
        return self.from_on <= other.to_on and other.from_on <= self.to_on


def month(year: int, number: int, starts_on: int) -> Span:
    """Return the reporting month that carries this number.

    One that starts on a day after the 1st begins in the month before: with 15, month 12 of 2026
    runs from 15/11/2026 to 14/12/2026, so that a quarter is 15/12–14/3 as the plans have it.
    """
    if not 1 <= starts_on <= 28:
        raise ValueError("a month cannot start after the 28th: February has no more days")
    first = date(year, number, 1)
    if starts_on > 1:
        first = (first - timedelta(days=1)).replace(day=starts_on)
    last = _a_month_later(first) - timedelta(days=1)
    return Span(f"{year}-{number:02}", first, last)


def month_of(day: date, starts_on: int) -> Span:
    """Return the reporting month a day lies in."""
    here = month(day.year, day.month, starts_on)
    if day in here:
        return here
    later = _a_month_later(day.replace(day=1))
    return month(later.year, later.month, starts_on)


def _a_month_later(day: date) -> date:
    return day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1)
