"""The day in a timestamp, as form services write it; the minute is not kept."""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_OTHER = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
MOST_MONTHS = 12


class DayOrder(StrEnum):
    """Whether 03/04/2026 is the third of April, as in Việt Nam, or the fourth of March."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


def day_of(text: str, order: DayOrder) -> date | None:
    """Return the day at the beginning of a text, else None."""
    iso, other = _ISO.match(text), _OTHER.match(text)
    if iso:
        year, month, day = (int(part) for part in iso.groups())
    elif other:
        one, two, year = (int(part) for part in other.groups())
        day, month = (one, two) if order is DayOrder.DAY_FIRST else (two, one)
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def order_of(texts: Iterable[str]) -> DayOrder:
    """Guess the order: month first only if some second number can be no month, and no first."""
    pairs = [(int(m[1]), int(m[2])) for text in texts if (m := _OTHER.match(text))]
    is_month_first = any(two > MOST_MONTHS for _one, two in pairs) and not any(
        one > MOST_MONTHS for one, _two in pairs
    )
    return DayOrder.MONTH_FIRST if is_month_first else DayOrder.DAY_FIRST
