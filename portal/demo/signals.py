"""A few signals and matters of the demonstration, so that their pages have something to show."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from portal.demo.commune import Commune
from portal.ratings.contents import half_month_of
from portal.ratings.signals import store
from portal.ratings.signals.models import Matter
from surveys.concern import Concern
from surveys.signals import Signal

SEEN = ((0, Signal.TOP_LEAP, 2), (0, Signal.STOOD_BESIDE, 0), (1, Signal.SAME_NETWORK, 0))
WEEK = timedelta(days=7)


def something_unusual(session: Session, commune: Commune, today: date) -> None:
    """Put signals into the last half month, and a matter due and one overdue before today."""
    authority_id = commune.authority.id
    begin = half_month_of(half_month_of(today) - timedelta(days=1))
    rows = [
        {
            "service_point_id": commune.points[point].id,
            "half_month_on": begin,
            "signal": signal.value,
            "authority_id": authority_id,
            "days": days,
        }
        for point, signal, days in SEEN
    ]
    store.add_signals(session, rows)
    store.add_matters(session, _matters(commune, today))


def _matters(commune: Commune, today: date) -> list[Matter]:
    monday = today - timedelta(days=today.weekday())
    weeks = ((Concern.HARASSMENT, 6, 1), (Concern.EXTRA_PAYMENT, 2, 4))
    return [
        Matter(
            authority_id=commune.authority.id,
            subject=subject.value,
            unit_id=commune.points[0].unit_id if n > commune.authority.smallest_group else None,
            n=n,
            released_on=monday - back * WEEK,
            due_on=monday - back * WEEK + 2 * WEEK,
        )
        for subject, n, back in weeks
    ]
