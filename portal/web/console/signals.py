"""What was unusual about ratings, in plain words, for leaders and the coordinator."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from flask import Blueprint, render_template

from portal.clock import local_day
from portal.offices.kinds import Role
from portal.offices.permissions import May
from portal.ratings.contents import half_month_of
from portal.ratings.signals import store
from portal.web.console.signal_words import SIGNALS, Told
from portal.web.security import staff_may
from portal.web.session import SignedIn, database, request_now, signed_in
from surveys.signals import Signal

bp = Blueprint("signals", __name__)
SHOWN_DAYS = 366


@dataclass(frozen=True)
class SignalLine:
    """A signal at a counter; `days` is 0 where it is of the whole half month."""

    unit: str
    point: str
    days: int
    told: Told


@dataclass(frozen=True)
class HalfMonth:
    """The signals of days 1-14 or 15-end of a month."""

    from_on: date
    to_on: date
    lines: Sequence[SignalLine]


@bp.get("/console/tin-hieu")
@staff_may(May.SEE_SIGNALS)
def index() -> str:
    staff = signed_in()
    since = local_day(request_now()) - timedelta(days=SHOWN_DAYS)
    with database().reading() as session:
        found = store.signals_since(session, staff.authority_id, since)
    seen = [one for one in found if _may_see(staff, one.unit_id)]
    halves = [
        HalfMonth(begin, _end_of(begin), [_line(one) for one in own])
        for begin, own in groupby(seen, key=lambda one: one.half_month_on)
    ]
    return render_template("console/signals.html", halves=halves, own_unit=_own_unit(staff))


def _may_see(staff: SignedIn, unit_id: int) -> bool:
    """Say whether a unit's signals are for a person: one's own are for those above it."""
    return Role.CHAIRPERSON in staff.roles or staff.unit_id != unit_id


def _own_unit(staff: SignedIn) -> str | None:
    return None if Role.CHAIRPERSON in staff.roles else staff.unit_name


def _line(one: store.SeenSignal) -> SignalLine:
    return SignalLine(one.unit, one.point, one.days, SIGNALS[Signal(one.signal)])


def _end_of(begin: date) -> date:
    """Return the last day of the half month that begins on a day."""
    later = half_month_of(begin + timedelta(days=20))
    return later - timedelta(days=1)
