"""Reporting periods: seeded as months, added and changed as the authority's plans set them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from portal.errors import InvalidInputError
from portal.offices.models import Authority
from portal.offices.store import authorities
from portal.reports import store
from portal.reports.byhand import store as byhand
from portal.reports.clashes import Clash, clashes
from portal.reports.errors import (
    PeriodFinalError,
    PeriodInUseError,
    PeriodNotFoundError,
    PeriodTakenError,
)
from portal.reports.kinds import PeriodKind
from portal.reports.models import Period
from portal.reports.plans import DatedCut, cuts, dated, dated_month
from portal.reports.spans import month
from portal.reports.unitparts import store as parts

# What may be shown is decided in half months; a period begins with one of them.
HALF_MONTHS = (1, 15)
# Communes of today's map exist since July 2025; the end keeps a mistyped year out of the plan.
YEARS = range(2025, 2101)
# The first month of the first year may begin in December, the last cut-off come in January.
FIRST_DAY, LAST_DAY = date(YEARS[0] - 1, 12, 1), date(YEARS[-1] + 1, 12, 31)


@dataclass(frozen=True)
class PeriodPlan:
    """What an authority sets for a period; `cutoff_on` is the day its figures become final."""

    key: str
    name: str
    from_on: date
    to_on: date
    cutoff_on: date
    due_up_on: date | None = None
    due_down_on: date | None = None
    receiver: str = ""
    kind: PeriodKind = PeriodKind.OTHER

    @classmethod
    def of(cls, cut: DatedCut) -> "PeriodPlan":
        """Return a period of a plan; its name is its key, and labels know what that is called."""
        key, from_on, to_on = cut.span.key, cut.span.from_on, cut.span.to_on
        return cls(key, key, from_on, to_on, to_on, cut.due_up_on, cut.due_down_on, kind=cut.kind)


def seed(session: Session, authority_id: int, year: int, months_start_on: int) -> int:
    """Add the twelve months of a year that are not there yet; return how many were added."""
    spans = [month(year, number, months_start_on) for number in range(1, 13)]
    return len(_add_missing(session, authority_id, [dated_month(span) for span in spans]))


def seed_cuts(session: Session, authority_id: int, year: int, codes: list[str]) -> list[Period]:
    """Add periods of the usual plans that are not there yet; return those added.

    Raises `InvalidInputError` for a code no plan has and for a year out of `YEARS`.
    """
    known = cuts()
    if year not in YEARS or not codes or not set(codes) <= known.keys():
        raise InvalidInputError(codes="required")
    return _add_missing(session, authority_id, [dated(known[code], year) for code in codes])


def _add_missing(session: Session, authority_id: int, wanted: list[DatedCut]) -> list[Period]:
    plans = [PeriodPlan.of(cut) for cut in wanted]
    there = {row.key for row in store.periods_of(session, authority_id)}
    rows = [
        Period(authority_id=authority_id, **vars(plan)) for plan in plans if plan.key not in there
    ]
    session.add_all(rows)
    session.flush()
    return rows


def doubts(session: Session, period: Period) -> list[Clash]:
    """Return what the keeper of a period is warned of, others named in the order of time."""
    rows = reversed(store.periods_of(session, period.authority_id))
    return clashes(period, list(rows))


def add(session: Session, authority_id: int, plan: PeriodPlan) -> tuple[Period, list[Clash]]:
    """Add a period; return it with what its keeper is warned about.

    Raises `PeriodTakenError` or `InvalidInputError`.
    """
    _check(plan)
    if store.period_by_key(session, authority_id, plan.key) is not None:
        raise PeriodTakenError(key=plan.key)
    period = Period(authority_id=authority_id, **vars(plan))
    session.add(period)
    session.flush()
    return period, doubts(session, period)


def change(
    session: Session, authority_id: int, key: str, plan: PeriodPlan, today: date
) -> tuple[Period, list[Clash]]:
    """Give a period that is not final the values of a plan; return it as `add` does.

    Its key stays: addresses and files carry it. Raises `PeriodNotFoundError`, `PeriodFinalError`
    or `InvalidInputError`.
    """
    row = open_period(session, authority_id, key, today)
    _check(replace(plan, key=key))
    if plan.cutoff_on < today:
        raise InvalidInputError(cutoff_on="passed")
    for name, value in vars(plan).items():
        if name != "key":
            setattr(row, name, value)
    session.flush()
    return row, doubts(session, row)


def remove(session: Session, authority_id: int, key: str, today: date) -> None:
    """Remove a period that is not final; ratings and petitions of its days stay.

    Raises `PeriodNotFoundError`, `PeriodFinalError`, or `PeriodInUseError` once a unit has written
    for it or a figure was entered.
    """
    row = open_period(session, authority_id, key, today)
    parts.drop_untouched(session, row.id)
    if parts.has_any(session, row.id) or byhand.has_any(session, row.id):
        raise PeriodInUseError(key=key)
    session.delete(row)
    session.flush()


def seed_next_year(session: Session, authority: Authority, today: date) -> int:
    """Add the months of the next year once the last month of this one has begun; else none."""
    last = month(today.year, 12, authority.months_start_on)
    if today < last.from_on:
        return 0
    return seed(session, authority.id, today.year + 1, authority.months_start_on)


def seed_next_years(session: Session, today: date) -> int:
    """Do so for every authority; return how many months were added."""
    return sum(seed_next_year(session, authority, today) for authority in authorities(session))


def period(session: Session, authority_id: int, key: str) -> Period:
    """Return a period by its key, such as 2026-10; raise `PeriodNotFoundError`."""
    found = store.period_by_key(session, authority_id, key)
    if found is None:
        raise PeriodNotFoundError(key=key)
    return found


def is_final(chosen: Period, today: date) -> bool:
    """Figures are provisional up to and on the cut-off day, final from the day after it."""
    return today > chosen.cutoff_on


def open_period(session: Session, authority_id: int, key: str, today: date) -> Period:
    """Return a period that may still change, or raise as `change` does."""
    row = period(session, authority_id, key)
    if is_final(row, today):
        raise PeriodFinalError(key=key)
    return row


def _check(plan: PeriodPlan) -> None:
    days = {name: day for name, day in vars(plan).items() if isinstance(day, date)}
    strange = [name for name, day in days.items() if not FIRST_DAY <= day <= LAST_DAY]
    if strange:
        raise InvalidInputError(**dict.fromkeys(strange, "far_away"))
    # The attack: of two periods that differ by a day, one minus the other is the ratings of that
    # day, and at a quiet counter those are one person's.
    faults = {
        name: "splits_half_month"
        for name, first in (("from_on", plan.from_on), ("to_on", plan.to_on + timedelta(days=1)))
        if first.day not in HALF_MONTHS
    }
    if not plan.key.strip():
        faults["key"] = "required"
    if plan.from_on > plan.to_on:
        faults["to_on"] = "before_from"
    if plan.cutoff_on < plan.to_on:
        faults["cutoff_on"] = "before_end"
    if faults:
        raise InvalidInputError(**faults)
