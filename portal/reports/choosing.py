"""Which periods a reader is shown: the last final month, the one that runs, and the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.reports.errors import PeriodNotFoundError
from portal.reports.models import Period
from portal.reports.periods import is_final

# From 15/12 to 31/1, when months begin on the 1st again (`portal.reports.recutting`).
LONGEST_MONTH_DAYS = 48


@dataclass(frozen=True)
class ShownPeriod:
    """A period as it stands today; its figures are final from the day after its cut-off."""

    key: str
    name: str
    from_on: date
    to_on: date
    cutoff_on: date
    is_final: bool
    has_begun: bool

    @classmethod
    def of(cls, row: Period, today: date) -> "ShownPeriod":
        return cls(
            key=row.key,
            name=row.name,
            from_on=row.from_on,
            to_on=row.to_on,
            cutoff_on=row.cutoff_on,
            is_final=is_final(row, today),
            has_begun=row.from_on <= today,
        )

    @property
    def is_month(self) -> bool:
        return (self.to_on - self.from_on).days < LONGEST_MONTH_DAYS


@dataclass(frozen=True)
class Choice:
    """The period to be read; the month that runs, if that is another; all that have begun."""

    chosen: ShownPeriod | None
    running: ShownPeriod | None
    begun: Sequence[ShownPeriod]


def choose(rows: Sequence[Period], today: date, key: str | None) -> Choice:
    """Choose by key, else the last month with final figures, else what runs.

    `rows` are the newest first. Raises `PeriodNotFoundError` for a key that names no period that
    has begun.
    """
    begun = [shown for row in rows if (shown := ShownPeriod.of(row, today)).has_begun]
    running = _first(begun, is_final=False)
    if key is None:
        chosen = _first(begun, is_final=True) or running
    else:
        chosen = next((one for one in begun if one.key == key), None)
        if chosen is None:
            raise PeriodNotFoundError(key=key)
    other = None if chosen is not None and running == chosen else running
    return Choice(chosen, other, begun)


def _first(periods: Sequence[ShownPeriod], *, is_final: bool) -> ShownPeriod | None:
    fitting = [period for period in periods if period.is_final is is_final]
    months = [period for period in fitting if period.is_month]
    return next(iter([*months, *fitting]), None)
