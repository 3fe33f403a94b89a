"""Every query on reporting periods."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.reports.models import Period


def period_by_key(session: Session, authority_id: int, key: str) -> Period | None:
    return session.scalar(
        select(Period).where(Period.authority_id == authority_id, Period.key == key)
    )


def periods_of(session: Session, authority_id: int) -> list[Period]:
    """Return the periods of an authority, the newest first."""
    newest = select(Period).where(Period.authority_id == authority_id)
    return list(session.scalars(newest.order_by(Period.to_on.desc(), Period.from_on.desc())))


def last_begun(session: Session, authority_id: int, today: date) -> Period | None:
    """Return the month-like period a day lies in, else the last one before it."""
    begun = select(Period).where(Period.authority_id == authority_id, Period.from_on <= today)
    return session.scalar(
        begun.order_by(Period.from_on.desc(), Period.to_on.asc(), Period.id).limit(1)
    )


def overlapping(session: Session, period: Period) -> list[Period]:
    """Return the other periods that share a day with this one without containing it."""
    others = select(Period).where(
        Period.authority_id == period.authority_id,
        Period.key != period.key,
        Period.from_on <= period.to_on,
        Period.to_on >= period.from_on,
    )
    return [other for other in session.scalars(others) if not _nested(other, period)]


def _nested(one: Period, other: Period) -> bool:
    inside = other.from_on <= one.from_on and one.to_on <= other.to_on
    around = one.from_on <= other.from_on and other.to_on <= one.to_on
    return inside or around
