"""Every query of the office, except those about people (`staff_store`)."""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload

from portal.db import Base
from portal.errors import NotFoundError
from portal.offices.models import (
    Authority,
    OfficeEvent,
    Procedure,
    ServicePoint,
    Unit,
    Village,
)

Row = TypeVar("Row", bound=Base)
Owned = TypeVar("Owned", bound=Unit | Village | Procedure)


def one(session: Session, query: Select[Row]) -> Row:
    row = session.scalars(query).one_or_none()
    if row is None:
        raise NotFoundError
    return row


def owned(session: Session, model: type[Owned], authority_id: int, row_id: int) -> Owned:
    """Return a unit, village or procedure of this authority, or raise `NotFoundError`."""
    query = select(model).where(model.id == row_id, model.authority_id == authority_id)
    return one(session, query)


def add_unique(session: Session, row: Base) -> bool:
    """Insert a row, or change nothing and return False when a constraint refuses it."""
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return False
    return True


def rename(session: Session, row: Unit | Village, name: str) -> bool:
    """Give a row another name; False when it is taken, and the row keeps the old one."""
    try:
        with session.begin_nested():
            row.name = name
    except IntegrityError:
        session.refresh(row)
        return False
    return True


# Authorities


def authorities(session: Session) -> Sequence[Authority]:
    return session.scalars(select(Authority).order_by(Authority.id)).all()


def authority_exists(session: Session) -> bool:
    return session.scalar(select(func.count(Authority.id))) != 0


def authority_by_id(session: Session, authority_id: int) -> Authority:
    """Return an authority, or raise `NotFoundError`."""
    return one(session, select(Authority).where(Authority.id == authority_id))


def authority_by_slug(session: Session, slug: str) -> Authority:
    """Return an authority, or raise `NotFoundError`."""
    return one(session, select(Authority).where(Authority.slug == slug))


def is_code_taken(session: Session, code: str) -> bool:
    return session.scalar(select(Authority.id).where(Authority.code == code)) is not None


def slugs_and_prefixes(session: Session) -> tuple[set[str], set[str]]:
    """Return the slugs and the reference prefixes that are in use."""
    rows = session.execute(select(Authority.slug, Authority.reference_prefix)).all()
    return {row.slug for row in rows}, {row.reference_prefix for row in rows}


def lock_authority(session: Session, authority_id: int) -> None:
    """Let one administrator at a time change who works here (SQLite has one writer anyway)."""
    session.execute(select(Authority.id).where(Authority.id == authority_id).with_for_update())


# Units and villages


def units_of(session: Session, authority_id: int, *, only_active: bool = False) -> Sequence[Unit]:
    query = select(Unit).where(Unit.authority_id == authority_id)
    if only_active:
        query = query.where(Unit.is_active)
    return session.scalars(query.order_by(Unit.position, Unit.name)).all()


def villages_of(
    session: Session, authority_id: int, *, only_active: bool = False
) -> Sequence[Village]:
    query = select(Village).where(Village.authority_id == authority_id)
    if only_active:
        query = query.where(Village.is_active)
    return session.scalars(query.order_by(Village.position, Village.name)).all()


def next_position(session: Session, model: type[Unit] | type[Village], authority_id: int) -> int:
    query = select(func.max(model.position)).where(model.authority_id == authority_id)
    return (session.scalar(query) or 0) + 1


# Service points


def points_of(
    session: Session, authority_id: int, *, only_active: bool = False
) -> Sequence[ServicePoint]:
    query = select(ServicePoint).where(ServicePoint.authority_id == authority_id)
    if only_active:
        query = query.where(ServicePoint.revoked_at.is_(None))
    query = query.options(joinedload(ServicePoint.unit))
    in_use_first = ServicePoint.revoked_at.is_not(None)
    return session.scalars(query.order_by(in_use_first, ServicePoint.name, ServicePoint.id)).all()


def point_of(session: Session, authority_id: int, point_id: int) -> ServicePoint:
    """Return a service point of this authority, or raise `NotFoundError`."""
    query = select(ServicePoint).where(
        ServicePoint.id == point_id, ServicePoint.authority_id == authority_id
    )
    return one(session, query.options(joinedload(ServicePoint.unit)))


def point_by_code(session: Session, code: str) -> ServicePoint:
    """Return the service point with a code, unit and authority loaded, or raise `NotFoundError`.

    A revoked point is returned too: what to say about it is for the caller to decide.
    """
    query = select(ServicePoint).where(ServicePoint.code == code)
    loaded = (joinedload(ServicePoint.unit), joinedload(ServicePoint.authority))
    return one(session, query.options(*loaded))


def has_active_points(session: Session, unit_id: int) -> bool:
    query = select(ServicePoint.id).where(
        ServicePoint.unit_id == unit_id, ServicePoint.revoked_at.is_(None)
    )
    return session.scalar(query.limit(1)) is not None


# Procedures


def procedures_of(
    session: Session, authority_id: int, *, only_active: bool = False
) -> Sequence[Procedure]:
    query = select(Procedure).where(Procedure.authority_id == authority_id)
    if only_active:
        query = query.where(Procedure.is_active)
    return session.scalars(query.order_by(Procedure.field, Procedure.name)).all()


def procedures_by_code(session: Session, authority_id: int) -> dict[str, Procedure]:
    """Return every procedure of the authority, those out of use too, by its code."""
    rows = session.scalars(select(Procedure).where(Procedure.authority_id == authority_id))
    return {row.code: row for row in rows}


# Events


def events_of(session: Session, authority_id: int) -> Sequence[OfficeEvent]:
    query = select(OfficeEvent).where(OfficeEvent.authority_id == authority_id)
    return session.scalars(query.order_by(OfficeEvent.id)).all()
