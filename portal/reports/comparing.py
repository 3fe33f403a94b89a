"""The periods a period is read beside: the one before, the same a year ago, the sum of the year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

from portal.reports import store
from portal.reports.choosing import ShownPeriod
from portal.reports.keeping import Kept, figures
from portal.reports.models import Period

T = TypeVar("T")
ONE_DAY = timedelta(days=1)
LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Neighbours(Generic[T]):
    """Each is None where the authority has set no such period."""

    previous: T | None
    last_year: T | None
    cumulative: T | None

    @property
    def all(self) -> list[T]:
        """Return those there are."""
        found = (self.previous, self.last_year, self.cumulative)
        return [one for one in found if one is not None]


def neighbours(row: Period, rows: Sequence[Period]) -> Neighbours[Period]:
    """Find them among the periods of an authority.

    Before and a year ago are of the same kind; the sum begins earlier, in the same year, and ends
    on the same day.
    """
    same = [one for one in rows if one.kind == row.kind and one.key != row.key]
    previous = [one for one in same if one.to_on + ONE_DAY == row.from_on]
    a_year_ago = (_a_year_before(row.from_on), _a_year_before(row.to_on + ONE_DAY) - ONE_DAY)
    last_year = [one for one in same if (one.from_on, one.to_on) == a_year_ago]
    sums = [
        one
        for one in rows
        if one.to_on == row.to_on
        and one.from_on < row.from_on
        and one.to_on - one.from_on <= LONGEST
    ]
    longest = min(sums, key=lambda one: one.from_on, default=None)
    return Neighbours(next(iter(previous), None), next(iter(last_year), None), longest)


def compared(session: Session, row: Period, today: date) -> Neighbours[Kept]:
    """Read the figures of a period's neighbours, kept or as they stand."""
    found = neighbours(row, store.periods_of(session, row.authority_id))
    return Neighbours(
        _read(session, found.previous, today),
        _read(session, found.last_year, today),
        _read(session, found.cumulative, today),
    )


def _read(session: Session, row: Period | None, today: date) -> Kept | None:
    if row is None or row.from_on > today:
        return None
    return figures(session, row.authority_id, ShownPeriod.of(row, today), today)


def _a_year_before(day: date) -> date:
    """Return the same day a year ago; periods begin on the 1st or the 15th, never on 29/2."""
    return day.replace(year=day.year - 1)
