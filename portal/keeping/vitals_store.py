"""Every query of the installation's vital signs: sums of all communes, never one counter's."""

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.cases.handling.queues.kinds import Horizon
from portal.cases.handling.queues.store import is_open, is_overdue
from portal.cases.kinds import State
from portal.cases.models import Case, CaseEvent
from portal.offices.models import Authority
from portal.ratings.models import Envelope


def waiting_envelopes(session: Session) -> int:
    """Return how many sealed ratings wait, rounded down to whole smallest groups.

    The attack: whoever reads an exact number every few seconds has the minute of every rating.
    """
    group = session.scalar(select(func.max(Authority.smallest_group))) or 1
    waiting = session.scalar(select(func.count()).select_from(Envelope)) or 0
    return waiting // group * group


def open_cases(session: Session, today: date) -> tuple[int, int]:
    """Return how many cases are open and how many of those are overdue."""
    overdue = is_overdue(Horizon(today, today))
    row = session.execute(
        select(func.count(), func.count().filter(overdue)).select_from(Case).where(is_open)
    ).one()
    return int(row[0]), int(row[1])


def oldest_unread(session: Session) -> datetime | None:
    """Return when the case that waits longest for the clerk came in."""
    return session.scalar(select(func.min(Case.received_at)).where(Case.state == State.RECEIVED))


def newest_event(session: Session) -> datetime | None:
    """Return the moment of the last event of any case."""
    return session.scalar(select(func.max(CaseEvent.at)))
