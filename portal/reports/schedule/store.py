"""Every query on days of publication."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.offices.events import Actor
from portal.reports.models import Period
from portal.reports.schedule.models import Publication
from portal.reports.schedule.rules import Fixed


def fixed_for(session: Session, authority_id: int) -> dict[int, Fixed]:
    """Return what was fixed, by the id of the period."""
    rows = session.execute(
        select(Publication.period_id, Publication.way, Publication.public_on).where(
            Publication.authority_id == authority_id
        )
    )
    return {row[0]: Fixed(row[1], row[2]) for row in rows}


def write(session: Session, actor: Actor, lines: Mapping[int, Fixed], *, now: datetime) -> None:
    """Write what is fixed for some periods in place of what was."""
    there = session.scalars(
        select(Publication).where(
            Publication.authority_id == actor.authority_id,
            Publication.period_id.in_(sorted(lines)),
        )
    )
    rows = {row.period_id: row for row in there}
    for period_id, fixed in lines.items():
        row = rows.get(period_id) or Publication(
            authority_id=actor.authority_id, period_id=period_id
        )
        row.way, row.public_on = fixed.way, fixed.public_on
        row.fixed_by_id, row.fixed_at = actor.staff_id, now
        session.add(row)
    session.flush()


def periods_of_year(session: Session, authority_id: int, year: int) -> list[Period]:
    """Return the periods that end in a year, the earliest first."""
    rows = session.scalars(
        select(Period)
        .where(Period.authority_id == authority_id)
        .order_by(Period.to_on, Period.from_on.desc(), Period.id)
    )
    return [row for row in rows if row.to_on.year == year]
