"""A period read for the console: its figures, those before it, targets, and what is said beside."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.clock import local_day
from portal.ratings.shares import Share
from portal.reports import store
from portal.reports.choosing import Choice, ShownPeriod, choose
from portal.reports.errors import PeriodNotFoundError
from portal.reports.keeping import Kept, figures
from portal.reports.labels import period_name
from portal.reports.models import Period
from portal.reports.schedule.rules import Fixed
from portal.reports.schedule.store import fixed_for
from portal.reports.targets.judging import Judged, judge
from portal.reports.targets.kinds import TargetMethod
from portal.reports.targets.models import Target
from portal.reports.targets.store import in_force
from portal.reports.trend import Course, course
from portal.reports.voices.beside import Notes, notes_beside
from portal.web.i18n import lang
from portal.web.session import request_now


@dataclass(frozen=True)
class Picked:
    """The period the address names, and all that have begun."""

    rows: list[Period]
    row: Period
    period: ShownPeriod
    choice: Choice

    @property
    def name(self) -> str:
        return period_name(self.period.key, self.period.name, lang())

    @property
    def days(self) -> tuple[date, date]:
        return self.period.from_on, self.period.to_on


@dataclass(frozen=True)
class Reading:
    """Everything the pages of a period's figures are made of, in a fixed number of queries."""

    picked: Picked
    kept: Kept
    course: Course
    targets: list[Target]
    notes: Notes
    fixed: Fixed | None

    def judged(self, share: Share | None, unit_id: int | None) -> list[Judged]:
        """Return the targets of the whole (None) or of a unit, held against its share."""
        own = [target for target in self.targets if target.unit_id == unit_id]
        return [judge(target, share, TargetMethod.WALK_UP) for target in own]


def pick(session: Session, authority_id: int, key: str | None) -> Picked | None:
    """Return the period to be read; None before the first has begun.

    Raises `PeriodNotFoundError` for a key that names none that has begun.
    """
    rows = store.periods_of(session, authority_id)
    choice = choose(rows, local_day(request_now()), key)
    if choice.chosen is None:
        return None
    row = next(one for one in rows if one.key == choice.chosen.key)
    return Picked(rows, row, choice.chosen, choice)


def picked(session: Session, authority_id: int, key: str | None) -> Picked:
    """Return the period to be read; raise `PeriodNotFoundError` if there is none."""
    found = pick(session, authority_id, key)
    if found is None:
        raise PeriodNotFoundError(key="")
    return found


def read(session: Session, authority_id: int, chosen: Picked) -> Reading:
    """Read the figures of a period and all that stands beside them."""
    kept = figures(session, authority_id, chosen.period, local_day(request_now()))
    return Reading(
        picked=chosen,
        kept=kept,
        course=course(session, chosen.row, chosen.rows, kept.overview),
        targets=in_force(session, authority_id, chosen.period.to_on),
        notes=notes_beside(session, authority_id, chosen.row.id),
        fixed=fixed_for(session, authority_id).get(chosen.row.id),
    )
