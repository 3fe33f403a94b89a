"""Cutting the months to come anew when an authority's months begin on another day than before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.reports.spans import Span, month

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Standing:
    """A month as it stands; a fixed one has begun or was changed by hand, and stays."""

    span: Span
    is_fixed: bool


def recut(months: Sequence[Standing], starts_on: int) -> list[Span]:
    """Return new days for every month that is not fixed; `months` follow each other in time.

    Where two months met that are both cut anew, they meet on the new day. Next to a fixed month
    the other one gives way: it begins the day after, or ends the day before. Months that covered
    every day once do so afterwards, whatever is fixed; of others, one for which no day is left
    keeps those it had.
    """
    return list(_cut(months, starts_on))


def number_of(key: str) -> tuple[int, int]:
    """Return year and number of a month from its key, such as 2026-10."""
    year, _, number = key.partition("-")
    return int(year), int(number)


def _cut(months: Sequence[Standing], starts_on: int) -> Iterator[Span]:
    befores, afters = [None, *months], [*months[1:], None]
    for before, standing, after in zip(befores, months, afters, strict=False):
        if standing.is_fixed:
            continue
        old = standing.span
        new = month(*number_of(old.key), starts_on)
        first, last = _first(before, old, new), _last(after, old, new)
        if first <= last:
            yield Span(old.key, first, last)


def _first(before: Standing | None, old: Span, new: Span) -> date:
    if before is None or not before.is_fixed:
        return new.from_on
    next_day = before.span.to_on + ONE_DAY
    is_next = next_day == old.from_on
    return next_day if is_next else max(next_day, new.from_on)


def _last(after: Standing | None, old: Span, new: Span) -> date:
    if after is None or not after.is_fixed:
        return new.to_on
    day_before = after.span.from_on - ONE_DAY
    is_next = day_before == old.to_on
    return day_before if is_next else min(day_before, new.to_on)
