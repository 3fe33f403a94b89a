"""The queries about who stands in for whom."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.offices.models import Staff, StandIn


def in_force(session: Session, authority_id: int, today: date) -> Sequence[StandIn]:
    """Return what was not ended and is not over, by its first day."""
    query = select(StandIn).where(
        StandIn.authority_id == authority_id, StandIn.ended_at.is_(None), StandIn.to_on >= today
    )
    return session.scalars(query.order_by(StandIn.from_on, StandIn.id)).all()


def standing_in_today(
    session: Session, authority_id: int, staff_id: int, today: date
) -> Sequence[tuple[StandIn, Staff]]:
    """Return for whom a person stands in on a day."""
    query = (
        select(StandIn, Staff)
        .join(Staff, Staff.id == StandIn.staff_id)
        .where(StandIn.authority_id == authority_id, StandIn.stand_in_id == staff_id)
        .where(StandIn.ended_at.is_(None), StandIn.from_on <= today, StandIn.to_on >= today)
        .order_by(StandIn.id)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def stand_in_of(session: Session, authority_id: int, row_id: int) -> StandIn | None:
    query = select(StandIn).where(StandIn.id == row_id, StandIn.authority_id == authority_id)
    return session.scalar(query)
