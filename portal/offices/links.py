"""One-time links with which a person sets a password without anyone else ever knowing it."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portal.keys import Keys, Purpose
from portal.offices import staff_store
from portal.offices.errors import LinkSpentError
from portal.offices.events import Actor, record
from portal.offices.models import PasswordLink, Staff
from portal.offices.sessions import revoke_all

TOKEN_BYTES = 32
# Handed over on paper or by telephone: long enough for a day off in between.
LIVES_FOR = timedelta(hours=48)


def make_link(session: Session, keys: Keys, actor: Actor, staff_id: int, *, now: datetime) -> str:
    """Return the token of a new link, 256 random bits; the person's older links stop working."""
    staff = staff_store.staff_of(session, actor.authority_id, staff_id)
    staff_store.delete_open_links(session, staff.id)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session.add(
        PasswordLink(
            digest=_digest(keys, token),
            staff_id=staff.id,
            made_by_id=actor.staff_id,
            created_at=now,
            expires_at=now + LIVES_FOR,
        )
    )
    record(session, actor, "password_link_made", now, staff_id=staff.id)
    return token


def owner_of_link(session: Session, keys: Keys, token: str, now: datetime) -> Staff:
    """Return the person a link belongs to, or raise `LinkSpentError`.

    Looking does not spend the link: scanners open every address they find in a message.
    """
    link = staff_store.link_by_digest(session, _digest(keys, token), now)
    if link is None:
        raise LinkSpentError
    return staff_store.staff_by_id(session, link.staff_id)


def use_link(
    session: Session, keys: Keys, token: str, password_hash: str, *, now: datetime
) -> None:
    """Set the password a link was made for, once, and end every session of the person."""
    staff_id = staff_store.spend_link(session, _digest(keys, token), now)
    if staff_id is None:
        raise LinkSpentError
    _set(session, staff_id, password_hash, now)


def change_password(
    session: Session, staff_id: int, password_hash: str, keep: bytes, *, now: datetime
) -> None:
    """Set one's own password and end all one's sessions except the one with digest `keep`."""
    _set(session, staff_id, password_hash, now, keep)


def _set(
    session: Session, staff_id: int, password_hash: str, now: datetime, keep: bytes | None = None
) -> None:
    staff_store.set_password_hash(session, staff_id, password_hash)
    # A link in a drawer must not undo a newer password.
    staff_store.delete_open_links(session, staff_id)
    revoke_all(session, staff_id, keep)
    staff = staff_store.staff_by_id(session, staff_id)
    actor = Actor(staff.authority_id, staff_id)
    record(session, actor, "password_set", now, staff_id=staff_id)


def _digest(keys: Keys, token: str) -> bytes:
    return keys.digest(Purpose.PASSWORD_LINK, token.encode())
