"""The periods before, in a row: those of the same kind that follow each other without a gap."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from portal.reports import store
from portal.reports.choosing import ShownPeriod
from portal.reports.keeping import Kept, figures
from portal.reports.models import Period
from portal.reports.overview import Overview

MOST_PERIODS = 12
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stage:
    """One period of the row, and whether its questionnaire is that of the last one."""

    overview: Overview
    is_comparable: bool


def trend(session: Session, row: Period, this: Kept, today: date) -> tuple[Stage, ...]:
    """Return a period and those of its kind before it without a gap, the oldest first."""
    before = _chain(row, store.periods_of(session, row.authority_id))
    read = [
        figures(session, row.authority_id, ShownPeriod.of(one, today), today).overview
        for one in reversed(before)
    ]
    own = asked_in(this.overview)
    return tuple(Stage(found, asked_in(found) == own) for found in [*read, this.overview])


def _chain(row: Period, rows: Sequence[Period]) -> list[Period]:
    """Return the periods before, the newest first."""
    ends = {one.to_on: one for one in rows if one.kind == row.kind and one.key != row.key}
    found: list[Period] = []
    while len(found) < MOST_PERIODS - 1:
        before = ends.get((found[-1] if found else row).from_on - ONE_DAY)
        if before is None:
            break
        found.append(before)
    return found


def asked_in(found: Overview) -> str:
    """Return code and version of the questionnaire of a period."""
    asked = found.ratings.instrument
    return f"{asked.code}/{asked.version}" if asked else ""
