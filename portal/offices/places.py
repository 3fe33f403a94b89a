"""Where people are served: service points with their codes, units and villages."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.codes import new_code
from portal.errors import InvalidInputError
from portal.offices import store
from portal.offices.errors import CodesExhaustedError, NameTakenError, UnitInUseError
from portal.offices.events import Actor, record
from portal.offices.kinds import UnitKind
from portal.offices.models import ServicePoint, Unit, Village

# 887 million codes exist; even with a million places a second try is already rare.
TRIES = 8
LONGEST_NAME = {ServicePoint: 120, Unit: 120, Village: 80}


def add_point(
    session: Session, actor: Actor, unit_id: int, name: str, *, now: datetime
) -> ServicePoint:
    """Open a service point of a unit under a fresh, globally unique code."""
    _judge(ServicePoint, name)
    unit = store.owned(session, Unit, actor.authority_id, unit_id)
    for _ in range(TRIES):
        point = ServicePoint(
            authority_id=actor.authority_id,
            unit_id=unit.id,
            code=new_code(),
            name=name,
            created_at=now,
        )
        if store.add_unique(session, point):
            record(session, actor, "point_added", now, point_id=point.id, code=point.code)
            return point
    raise CodesExhaustedError


def change_point(
    session: Session, actor: Actor, point_id: int, unit_id: int, name: str, *, now: datetime
) -> ServicePoint:
    """Rename a service point or give it to another unit; its printed code stays.

    Whether people have rated there is not known here: ask `portal.ratings.moving` to do it.
    """
    _judge(ServicePoint, name)
    unit = store.owned(session, Unit, actor.authority_id, unit_id)
    point = store.point_of(session, actor.authority_id, point_id)
    point.name = name
    point.unit_id = unit.id
    record(session, actor, "point_changed", now, point_id=point.id, unit_id=unit.id)
    return point


def revoke_point(
    session: Session, actor: Actor, point_id: int, *, is_revoked: bool, now: datetime
) -> ServicePoint:
    """Take a code out of use, or put it back when the poster still hangs."""
    point = store.point_of(session, actor.authority_id, point_id)
    if (point.revoked_at is not None) == is_revoked:
        return point
    point.revoked_at = now if is_revoked else None
    action = "point_revoked" if is_revoked else "point_restored"
    record(session, actor, action, now, point_id=point.id)
    return point


def add_unit(session: Session, actor: Actor, name: str, kind: UnitKind, *, now: datetime) -> Unit:
    """Add a unit behind the others, or raise `NameTakenError`."""
    _judge(Unit, name)
    position = store.next_position(session, Unit, actor.authority_id)
    unit = Unit(authority_id=actor.authority_id, name=name, kind=kind, position=position)
    if not store.add_unique(session, unit):
        raise NameTakenError(name=name)
    record(session, actor, "unit_added", now, unit_id=unit.id, kind=kind)
    return unit


def change_unit(
    session: Session, actor: Actor, unit_id: int, name: str, kind: UnitKind, *, now: datetime
) -> Unit:
    """Rename a unit or change its kind, or raise `NameTakenError`."""
    _judge(Unit, name)
    unit = store.owned(session, Unit, actor.authority_id, unit_id)
    if not store.rename(session, unit, name):
        raise NameTakenError(name=name)
    unit.kind = kind
    record(session, actor, "unit_changed", now, unit_id=unit.id, kind=kind)
    return unit


def add_village(session: Session, actor: Actor, name: str, *, now: datetime) -> Village:
    """Add a village behind the others, or raise `NameTakenError`."""
    _judge(Village, name)
    position = store.next_position(session, Village, actor.authority_id)
    village = Village(authority_id=actor.authority_id, name=name, position=position)
    if not store.add_unique(session, village):
        raise NameTakenError(name=name)
    record(session, actor, "village_added", now, village_id=village.id)
    return village


def rename_village(
    session: Session, actor: Actor, village_id: int, name: str, *, now: datetime
) -> Village:
    """Give a village its new name, or raise `NameTakenError`."""
    _judge(Village, name)
    village = store.owned(session, Village, actor.authority_id, village_id)
    if not store.rename(session, village, name):
        raise NameTakenError(name=name)
    record(session, actor, "village_renamed", now, village_id=village.id)
    return village


def use(
    session: Session,
    actor: Actor,
    model: type[store.Owned],
    row_id: int,
    *,
    is_active: bool,
    now: datetime,
) -> store.Owned:
    """Take a unit, village or procedure out of the lists of choices, or put it back.

    What happened there stays. A unit whose codes still hang raises `UnitInUseError`.
    """
    row = store.owned(session, model, actor.authority_id, row_id)
    if isinstance(row, Unit) and not is_active and store.has_active_points(session, row.id):
        raise UnitInUseError(name=row.name)
    row.is_active = is_active
    action = f"{model.__tablename__}_{'reopened' if is_active else 'closed'}"
    record(session, actor, action, now, id=row.id)
    return row


def _judge(model: type[ServicePoint | Unit | Village], name: str) -> None:
    if not 0 < len(name) <= LONGEST_NAME[model]:
        raise InvalidInputError(name="length")
