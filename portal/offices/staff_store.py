"""Every query about the people of the office: staff, their sessions and their one-time links."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, delete, func, or_, select, update
from sqlalchemy.orm import Session, joinedload

from portal.offices.kinds import Role
from portal.offices.models import PasswordLink, Staff, StaffFeed, StaffRole, StaffSession
from portal.offices.naming import by_given_name
from portal.offices.store import one


def _affected(session: Session, statement: Any) -> int:
    # Any: update and delete share no public base that execute() types as a cursor's result.
    return cast("CursorResult[Any]", session.execute(statement)).rowcount


def staff_of_authority(session: Session, authority_id: int) -> Sequence[Staff]:
    """Return everybody as names are looked up here: by the given name, which comes last.

    Those who left come at the end. Sorted here, because the databases order letters differently.
    """
    query = select(Staff).where(Staff.authority_id == authority_id)
    people = session.scalars(query.options(joinedload(Staff.unit))).all()
    return sorted(people, key=lambda one: (not one.is_active, *by_given_name(one.display_name)))


def staff_of(session: Session, authority_id: int, staff_id: int) -> Staff:
    """Return a member of staff of this authority, or raise `NotFoundError`."""
    query = select(Staff).where(Staff.id == staff_id, Staff.authority_id == authority_id)
    return one(session, query.options(joinedload(Staff.unit)))


def staff_by_id(session: Session, staff_id: int) -> Staff:
    """Return a member of staff of whatever authority, or raise `NotFoundError`."""
    return one(session, select(Staff).where(Staff.id == staff_id))


def staff_by_username(session: Session, username: str) -> Staff | None:
    return session.scalars(select(Staff).where(Staff.username == username)).one_or_none()


def usernames_taken(session: Session, usernames: Sequence[str]) -> set[str]:
    """Return which of the usernames exist, in whatever commune: they are unique everywhere."""
    query = select(Staff.username).where(Staff.username.in_(usernames))
    return set(session.scalars(query))


def other_active_administrators(session: Session, authority_id: int, staff_id: int) -> int:
    """Count who else can set up the commune."""
    query = (
        select(func.count(Staff.id))
        .join(StaffRole)
        .where(
            Staff.authority_id == authority_id,
            Staff.is_active,
            Staff.id != staff_id,
            StaffRole.role == Role.ADMINISTRATOR,
        )
    )
    return session.scalar(query) or 0


def lock_account(session: Session, staff_id: int, password_hash: str) -> bool:
    """Hold the row of an active person whose hash is still this one until the commit."""
    query = select(Staff.id).where(
        Staff.id == staff_id, Staff.is_active, Staff.password_hash == password_hash
    )
    return session.scalar(query.with_for_update()) is not None


def set_password_hash(session: Session, staff_id: int, password_hash: str) -> None:
    session.execute(update(Staff).where(Staff.id == staff_id).values(password_hash=password_hash))


# Sessions of staff


def session_by_digest(session: Session, digest: bytes) -> StaffSession | None:
    """Return a session with its person, their unit, authority and roles: always two queries."""
    loaded = joinedload(StaffSession.staff)
    query = select(StaffSession).where(StaffSession.digest == digest)
    query = query.options(loaded.joinedload(Staff.unit), loaded.joinedload(Staff.authority))
    return session.scalars(query).one_or_none()


def mark_session_seen(session: Session, digest: bytes, now: datetime) -> None:
    session.execute(update(StaffSession).where(StaffSession.digest == digest).values(seen_at=now))


def open_sessions(
    session: Session, staff_id: int, now: datetime, seen_after: datetime
) -> Sequence[StaffSession]:
    query = select(StaffSession).where(
        StaffSession.staff_id == staff_id,
        StaffSession.expires_at > now,
        StaffSession.seen_at > seen_after,
    )
    return session.scalars(query.order_by(StaffSession.created_at.desc())).all()


def delete_session(session: Session, digest: bytes) -> None:
    session.execute(delete(StaffSession).where(StaffSession.digest == digest))


def delete_sessions_of(session: Session, staff_id: int, keep: bytes | None) -> int:
    statement = delete(StaffSession).where(StaffSession.staff_id == staff_id)
    if keep is not None:
        statement = statement.where(StaffSession.digest != keep)
    return _affected(session, statement)


def delete_ended_sessions(session: Session, now: datetime, seen_before: datetime) -> int:
    ended = or_(StaffSession.expires_at <= now, StaffSession.seen_at <= seen_before)
    return _affected(session, delete(StaffSession).where(ended))


# One-time links


def link_by_digest(session: Session, digest: bytes, now: datetime) -> PasswordLink | None:
    """Return a link that can still be used."""
    query = select(PasswordLink).where(
        PasswordLink.digest == digest,
        PasswordLink.used_at.is_(None),
        PasswordLink.expires_at > now,
    )
    return session.scalars(query).one_or_none()


def spend_link(session: Session, digest: bytes, now: datetime) -> int | None:
    """Mark a usable link of an active person as used; return the person, None if it was spent."""
    active = select(Staff.id).where(Staff.is_active)
    statement = update(PasswordLink).where(
        PasswordLink.digest == digest,
        PasswordLink.used_at.is_(None),
        PasswordLink.expires_at > now,
        PasswordLink.staff_id.in_(active),
    )
    return session.scalar(statement.values(used_at=now).returning(PasswordLink.staff_id))


def delete_open_links(session: Session, staff_id: int) -> int:
    open_links = (PasswordLink.staff_id == staff_id, PasswordLink.used_at.is_(None))
    return _affected(session, delete(PasswordLink).where(*open_links))


def feed_by_digest(session: Session, digest: bytes) -> StaffFeed | None:
    return session.scalar(select(StaffFeed).where(StaffFeed.digest == digest))


def feed_of(session: Session, staff_id: int) -> StaffFeed | None:
    return session.get(StaffFeed, staff_id)


def delete_feed(session: Session, staff_id: int) -> None:
    session.execute(delete(StaffFeed).where(StaffFeed.staff_id == staff_id))
