"""Figures of petitions in a span of days, so defined that nothing can fall between two lines."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction

from sqlalchemy.orm import Session

from portal.cases.registers import store


@dataclass(frozen=True)
class Figures:
    """Counts of petitions; inquiries and praise are never among them.

    `carried_over + received` equals `answered + not_accepted + forwarded + still_open`.
    `extended` are those answered or open whose answer was put off once, by a day told beforehand:
    they are among the other lines, in time by the day of the appointment. One that waits for its
    sender since before its due day is not overdue.
    Answered in time means on or before the due day; a petition without a due day (its calendar
    year is not loaded yet) is neither in time nor late.
    """

    carried_over: int = 0
    received: int = 0
    answered_in_time: int = 0
    answered_late: int = 0
    answered_without_due: int = 0
    not_accepted: int = 0
    forwarded: int = 0
    open_in_time: int = 0
    open_overdue: int = 0
    published: int = 0
    extended: int = 0

    @property
    def answered(self) -> int:
        return self.answered_in_time + self.answered_late + self.answered_without_due

    @property
    def still_open(self) -> int:
        return self.open_in_time + self.open_overdue

    @property
    def to_handle(self) -> int:
        """What there was to handle: the denominator that never leaves anything out."""
        return self.carried_over + self.received

    @property
    def in_time_share(self) -> Fraction | None:
        """Answered in time among all that were answered or are overdue; None without any."""
        owed = self.answered + self.open_overdue
        return Fraction(self.answered_in_time, owed) if owed else None

    def __add__(self, other: "Figures") -> "Figures":
        names = [field.name for field in fields(Figures)]
        return Figures(**{name: getattr(self, name) + getattr(other, name) for name in names})


@dataclass(frozen=True)
class CaseFigures:
    """The figures of an authority: all petitions, and by unit (None: not with a unit)."""

    total: Figures
    by_unit: Mapping[int | None, Figures]


def case_figures(
    session: Session, authority_id: int, from_on: date, to_on: date, today: date
) -> CaseFigures:
    """Count the petitions of a span, as it stood at its end or stands today if that is earlier."""
    rows = store.counts_by_unit(session, authority_id, from_on, to_on, min(to_on, today))
    by_unit = {unit_id: Figures(**counts) for unit_id, counts in rows.items()}
    return CaseFigures(sum(by_unit.values(), Figures()), by_unit)
