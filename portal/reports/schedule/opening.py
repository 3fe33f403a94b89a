"""Which periods everyone may read today, and which comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.reports.models import Period
from portal.reports.schedule import store
from portal.reports.schedule.rules import Fixed, is_public, opens_on
from portal.reports.store import periods_of


@dataclass(frozen=True)
class Coming:
    """The next day on which figures become public, and of which period."""

    period: Period
    on_day: date


@dataclass(frozen=True)
class Opened:
    """The periods the public site may show, the newest first, and what comes next."""

    rows: Sequence[Period]
    coming: Coming | None


def opened(session: Session, authority_id: int, today: date) -> Opened:
    """Read both in two queries."""
    rows = periods_of(session, authority_id)
    fixed = store.fixed_for(session, authority_id)
    public = [row for row in rows if is_public(row, fixed.get(row.id), today)]
    return Opened(public, _coming(rows, fixed, today))


def _coming(rows: Sequence[Period], fixed: Mapping[int, Fixed], today: date) -> Coming | None:
    days = [
        Coming(row, day)
        for row in rows
        if row.id in fixed and (day := opens_on(row, fixed[row.id])) is not None and day > today
    ]
    return min(days, key=lambda one: (one.on_day, one.period.from_on), default=None)
