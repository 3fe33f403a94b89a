"""Who works here: hire, change, close and reopen accounts; every step leaves an event."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.errors import InvalidInputError
from portal.offices import staff_store, store
from portal.offices.errors import LastAdministratorError, NameTakenError
from portal.offices.events import Actor, record
from portal.offices.kinds import Role
from portal.offices.models import Staff, StaffRole, Unit
from portal.offices.sessions import revoke_all

# Typed every morning on whatever keyboard is at the counter: no letter that needs an input method.
USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")
LONGEST_NAME = 120


@dataclass(frozen=True)
class Person:
    """What an administrator says about a member of staff, besides the username."""

    display_name: str
    unit_id: int | None
    roles: frozenset[Role]


def hire(session: Session, actor: Actor, username: str, person: Person, *, now: datetime) -> Staff:
    """Open an account without a password; its owner sets one through a one-time link.

    Raises `InvalidInputError` (username `shape`, display_name `missing`, roles `missing`),
    `NameTakenError`, or `NotFoundError` for a unit of another authority.
    """
    _judge(person, username)
    _check_unit(session, actor, person.unit_id)
    staff = Staff(
        authority_id=actor.authority_id,
        username=username,
        display_name=person.display_name,
        unit_id=person.unit_id,
        created_at=now,
        role_rows=[StaffRole(role=role) for role in sorted(person.roles)],
    )
    if not store.add_unique(session, staff):
        raise NameTakenError(name=username)
    record(session, actor, "staff_hired", now, **_facts(staff))
    return staff


def change(
    session: Session, actor: Actor, staff_id: int, person: Person, *, now: datetime
) -> Staff:
    """Give a person another name, unit or roles.

    Raises what `hire` raises, and `LastAdministratorError` when nobody could set up the commune.
    """
    _judge(person)
    _check_unit(session, actor, person.unit_id)
    store.lock_authority(session, actor.authority_id)
    staff = staff_store.staff_of(session, actor.authority_id, staff_id)
    if Role.ADMINISTRATOR not in person.roles:
        _keep_an_administrator(session, staff)
    staff.display_name = person.display_name
    staff.unit_id = person.unit_id
    _give_roles(staff, person.roles)
    session.flush()
    record(session, actor, "staff_changed", now, **_facts(staff))
    return staff


def deactivate(session: Session, actor: Actor, staff_id: int, *, now: datetime) -> Staff:
    """Close an account at once: its sessions end and its open links stop working."""
    store.lock_authority(session, actor.authority_id)
    staff = staff_store.staff_of(session, actor.authority_id, staff_id)
    _keep_an_administrator(session, staff)
    staff.is_active = False
    staff_store.delete_open_links(session, staff.id)
    revoke_all(session, staff.id)
    record(session, actor, "staff_deactivated", now, staff_id=staff.id)
    return staff


def reactivate(session: Session, actor: Actor, staff_id: int, *, now: datetime) -> Staff:
    """Reopen an account; its owner needs a new link, the old password is gone."""
    staff = staff_store.staff_of(session, actor.authority_id, staff_id)
    staff.is_active = True
    staff.password_hash = None
    record(session, actor, "staff_reactivated", now, staff_id=staff.id)
    return staff


def _judge(person: Person, username: str | None = None) -> None:
    faults = {}
    if username is not None and not USERNAME.fullmatch(username):
        faults["username"] = "shape"
    if not 0 < len(person.display_name) <= LONGEST_NAME:
        faults["display_name"] = "length"
    if not person.roles:
        faults["roles"] = "missing"
    if faults:
        raise InvalidInputError(**faults)


def _check_unit(session: Session, actor: Actor, unit_id: int | None) -> None:
    if unit_id is not None:
        store.owned(session, Unit, actor.authority_id, unit_id)


def _keep_an_administrator(session: Session, staff: Staff) -> None:
    if not staff.is_active or Role.ADMINISTRATOR not in staff.roles:
        return
    if not staff_store.other_active_administrators(session, staff.authority_id, staff.id):
        raise LastAdministratorError


def _give_roles(staff: Staff, roles: frozenset[Role]) -> None:
    kept = [row for row in staff.role_rows if row.role in roles]
    have = {row.role for row in kept}
    staff.role_rows = kept + [StaffRole(role=role) for role in sorted(roles - have)]


def _facts(staff: Staff) -> dict[str, object]:
    return {"staff_id": staff.id, "unit_id": staff.unit_id, "roles": sorted(staff.roles)}
