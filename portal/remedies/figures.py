"""The figures behind a finding: as they stood when it was written down, and as they stand now."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

from portal.cases.registers.figures import Figures
from portal.ratings.figures import GroupResults
from portal.ratings.shares import Share
from portal.remedies.models import RemedyFigure
from portal.reports.choosing import ShownPeriod
from portal.reports.definitions import PETITIONS
from portal.reports.keeping import figures as figures_of
from portal.reports.kinds import PeriodKind
from portal.reports.models import Period
from portal.reports.overview import Overview
from portal.reports.periods import is_final
from portal.reports.store import periods_of
from surveys.intervals import wilson

PEOPLE, ANSWERS, CASES = "satisfied_share", "index", "in_time_share"
OF_RATINGS = (PEOPLE, ANSWERS, "responses", "answers", "satisfied")
LINKABLE = (*OF_RATINGS, *(one.code for one in PETITIONS))


@dataclass(frozen=True)
class Value:
    """A figure: a count, or so many `of` so many."""

    part: int
    of: int | None = None

    @property
    def ratio(self) -> Fraction:
        """The share from 0 to 1; of a count, the count itself."""
        return Fraction(self.part, self.of or 1)

    def share(self, code: str) -> Share | None:
        """Return a share of ratings with its range; only one of people has a range."""
        if self.of is None or code == CASES:
            return None
        interval = wilson(self.part, self.of) if code == PEOPLE else None
        return Share(self.part, self.of, self.ratio, interval)


@dataclass(frozen=True)
class ThenAndNow:
    """A figure when it was linked and now; `now_in` is the period of the second, None for none.

    `now` is None where the figure is hidden, or there is nothing to count any more.
    """

    was: Value
    was_in: Period | None
    now: Value | None
    now_in: Period | None

    @property
    def is_later(self) -> bool:
        """Whether the second value is of a later period than the first."""
        return self.now_in is not None and self.now_in != self.was_in


class Bookshelf:
    """The periods of an authority and their figures, each read at most once."""

    def __init__(self, session: Session, authority_id: int, today: date) -> None:
        self._session, self._authority_id, self._today = session, authority_id, today
        self.periods = periods_of(session, authority_id)
        self._read: dict[str, Overview] = {}

    def begun(self) -> list[Period]:
        """Return the periods that have begun, the newest first."""
        return [row for row in self.periods if row.from_on <= self._today]

    def value(self, period_key: str, code: str, unit_id: int | None) -> Value | None:
        """Return a figure as it stands; None if it is hidden, or there is no such thing."""
        row = next((row for row in self.begun() if row.key == period_key), None)
        if row is None or code not in LINKABLE:
            return None
        return value_in(self._overview(row), code, unit_id)

    def compared(self, figure: RemedyFigure) -> ThenAndNow:
        was_in = next((row for row in self.periods if row.key == figure.period_key), None)
        now_in = self._latest_like(was_in) if was_in else None
        now = self.value(now_in.key, figure.code, figure.unit_id) if now_in else None
        return ThenAndNow(Value(figure.was_part, figure.was_of), was_in, now, now_in)

    def _latest_like(self, period: Period) -> Period:
        """Return the latest final period of the same kind after this one, else this one."""
        later = (
            row
            for row in self.periods
            if row.kind == period.kind != PeriodKind.OTHER
            and row.from_on > period.to_on
            and is_final(row, self._today)
        )
        return next(later, period)

    def _overview(self, row: Period) -> Overview:
        if row.key not in self._read:
            shown = ShownPeriod.of(row, self._today)
            kept = figures_of(self._session, self._authority_id, shown, self._today)
            self._read[row.key] = kept.overview
        return self._read[row.key]


def value_in(found: Overview, code: str, unit_id: int | None) -> Value | None:
    """Return a figure of the whole commune, or of a unit, by the code of its definition."""
    unit = next((unit for unit in found.units if unit.id == unit_id), None)
    if unit_id is not None and unit is None:
        return None
    if code in OF_RATINGS:
        return _of_ratings(unit.ratings if unit else found.ratings.total, code)
    return _of_petitions(unit.petitions if unit else found.petitions.total, code)


def as_data(figure: RemedyFigure, compared: ThenAndNow) -> dict[str, Any]:
    """Return both values as they were seen, to be kept in the history of a re-check."""
    now = compared.now
    return {
        "code": figure.code,
        "unit_id": figure.unit_id,
        "was": [compared.was.part, compared.was.of],
        "was_in": figure.period_key,
        "now": [now.part, now.of] if now else None,
        "now_in": compared.now_in.key if compared.now_in else None,
    }


def _of_ratings(group: GroupResults | None, code: str) -> Value | None:
    if group is None or group.is_hidden:
        return None
    if code == "responses":
        return None if group.responses is None else Value(group.responses)
    share = group.index if code == ANSWERS else group.overall
    if share is None:
        return None
    if code in {PEOPLE, ANSWERS}:
        return Value(share.satisfied, share.n)
    return Value(share.n if code == "answers" else share.satisfied)


def _of_petitions(figures: Figures, code: str) -> Value | None:
    if code != CASES:
        return Value(getattr(figures, code))
    owed = figures.answered + figures.open_overdue
    return Value(figures.answered_in_time, owed) if owed else None
