"""A figure through the periods before it, and whether it changed by more than chance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from portal.ratings.shares import Share
from portal.reports import store
from portal.reports.choosing import ShownPeriod
from portal.reports.comparing import neighbours
from portal.reports.frozen import thawed_share
from portal.reports.models import Period
from portal.reports.overview import Overview
from surveys.differences import Difference, difference

LONGEST = 13
"""Periods of a trend: of months a year, and the same month of last year."""


@dataclass(frozen=True)
class Made:
    """How figures were made: the questionnaire's code and version, the method of the shares."""

    code: str
    version: int
    method: str


@dataclass(frozen=True)
class Stand:
    """The shares of one period: of the whole (None: hidden or nothing) and of units by id."""

    period: ShownPeriod
    made: Made
    total: Share | None
    units: Mapping[int, Share | None]

    def share(self, unit_id: int | None) -> Share | None:
        return self.total if unit_id is None else self.units.get(unit_id)


@dataclass(frozen=True)
class Change:
    """A share against that of an earlier period; no difference where it was made another way."""

    before: Stand
    share: Share
    difference: Difference | None


@dataclass(frozen=True)
class Course:
    """The periods of one kind up to the one that is read (last), and the two it is held against."""

    stands: Sequence[Stand]
    previous: Stand | None
    last_year: Stand | None

    def changes(self, unit_id: int | None = None) -> list[Change]:
        """Return the changes against the period before and the same a year ago, if known."""
        now = self.stands[-1]
        found = [change(now, one, unit_id) for one in (self.previous, self.last_year) if one]
        return [one for one in found if one is not None]


def course(session: Session, row: Period, rows: Sequence[Period], found: Overview) -> Course:
    """Read the closed periods of the kind of `row` among `rows` (newest first), in one query."""
    beside = neighbours(row, rows)
    same = [one for one in rows if one.kind == row.kind and one.to_on < row.from_on]
    earlier = same[: LONGEST - 1]
    wanted = {one.id: one for one in (*earlier, beside.previous, beside.last_year) if one}
    kept = store.kept_of(session, wanted)
    # What was closed is final, whatever today is.
    stands = {
        id_: _kept_stand(ShownPeriod.of(wanted[id_], wanted[id_].cutoff_on), data)
        for id_, data in kept.items()
    }
    return Course(
        stands=[*(stands[one.id] for one in earlier[::-1] if one.id in stands), stand(found)],
        previous=stands.get(beside.previous.id) if beside.previous else None,
        last_year=stands.get(beside.last_year.id) if beside.last_year else None,
    )


def stand(found: Overview) -> Stand:
    """Return the shares of a period that was read whole."""
    asked = found.ratings.instrument
    made = Made(asked.code if asked else "", asked.version if asked else 0, found.ratings.method)
    units = {unit.id: unit.overall for unit in found.ratings.units}
    return Stand(found.period, made, found.ratings.total.overall, units)


def change(now: Stand, before: Stand, unit_id: int | None = None) -> Change | None:
    """Hold one share against an earlier one; None where either is not there to be compared."""
    share, earlier = now.share(unit_id), before.share(unit_id)
    if share is None or earlier is None:
        return None
    if now.made != before.made:
        return Change(before, earlier, None)
    held = difference((share.satisfied, share.n), (earlier.satisfied, earlier.n))
    return Change(before, earlier, held)


def _kept_stand(period: ShownPeriod, data: Mapping[str, Any]) -> Stand:
    ratings = data["ratings"]
    asked = ratings["instrument"] or {"code": "", "version": 0}
    return Stand(
        period,
        Made(asked["code"], asked["version"], ratings["method"]),
        thawed_share(ratings["total"]["overall"]),
        {unit["id"]: thawed_share(unit["overall"]) for unit in ratings["units"]},
    )
