"""Queries of what is known about counters beside the ratings: people served, incidents."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import case, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from portal.errors import NotFoundError
from portal.fieldwork.models import Incident, Served
from portal.offices.models import ServicePoint

_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def served_within(session: Session, authority_id: int, from_on: date, to_on: date) -> list[Served]:
    """Return the entries whose days lie in a span, in the order of their days."""
    return list(
        session.scalars(
            select(Served)
            .where(
                Served.authority_id == authority_id,
                Served.from_on >= from_on,
                Served.to_on <= to_on,
            )
            .order_by(Served.from_on, Served.to_on, Served.service_point_id)
        )
    )


def keep_served(session: Session, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write entries; one of the same counter and days takes the place of the one before."""
    kept = list(rows)
    if not kept:
        return
    added = _INSERTS[session.get_bind().dialect.name](Served)
    key = ["service_point_id", "from_on", "to_on"]
    source = case((Served.n == added.excluded.n, Served.source), else_=added.excluded.source)
    changed = {"n": added.excluded.n, "source": source}
    upsert = added.on_conflict_do_update(index_elements=key, set_=changed)
    session.execute(upsert, kept)


def forget_served(session: Session, points: Iterable[int], from_on: date, to_on: date) -> None:
    session.execute(
        delete(Served).where(
            Served.service_point_id.in_(sorted(points)),
            Served.from_on == from_on,
            Served.to_on == to_on,
        )
    )


def incidents_within(
    session: Session, authority_id: int, from_on: date, to_on: date
) -> list[tuple[Incident, str | None]]:
    """Return incidents of some days with the counter they are about; None is everywhere."""
    rows = session.execute(
        select(Incident, ServicePoint.name)
        .outerjoin(ServicePoint, ServicePoint.id == Incident.service_point_id)
        .where(Incident.authority_id == authority_id, Incident.on_day.between(from_on, to_on))
        .order_by(Incident.on_day, Incident.from_time, Incident.id)
    )
    return [(row[0], row[1]) for row in rows]


def add_incident(session: Session, incident: Incident) -> None:
    session.add(incident)
    session.flush()


def remove_incident(session: Session, authority_id: int, incident_id: int) -> None:
    """Delete an incident of an authority, else raise `NotFoundError`."""
    gone = session.scalars(
        delete(Incident)
        .where(Incident.id == incident_id, Incident.authority_id == authority_id)
        .returning(Incident.id)
    ).first()
    if gone is None:
        raise NotFoundError(incident=incident_id)
