"""Signed-in browsers: server-side sessions that can be revoked and run out by themselves."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portal.keys import Keys, Purpose
from portal.offices import staff_store
from portal.offices.errors import SignInRefusedError
from portal.offices.models import StaffSession

# Longer than the two hours of the lunch break, shorter than a shift at a shared counter computer.
IDLE_FOR = timedelta(hours=3)
# One long working day: nobody is still signed in the next morning.
LIVES_FOR = timedelta(hours=12)
# A session is marked as seen at most this often, so that reading a page rarely writes.
SEEN_EVERY = timedelta(minutes=10)
TOKEN_BYTES = 32


def session_of(session: Session, keys: Keys, token: str, now: datetime) -> StaffSession | None:
    """Return the session behind a cookie's token; None when it ended or its person was closed."""
    row = staff_store.session_by_digest(session, _digest(keys, token))
    if row is None or not row.staff.is_active:
        return None
    if now >= row.expires_at or now - row.seen_at >= IDLE_FOR:
        return None
    return row


def is_due_to_be_seen(row: StaffSession, now: datetime) -> bool:
    return now - row.seen_at >= SEEN_EVERY


def mark_seen(session: Session, digest: bytes, *, now: datetime) -> None:
    """Push the idle end of a session away."""
    staff_store.mark_session_seen(session, digest, now)


def start_session(session: Session, keys: Keys, staff_id: int, now: datetime) -> str:
    """Store a new session of a person and return its token, 256 random bits, for the cookie."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session.add(
        StaffSession(
            digest=_digest(keys, token),
            staff_id=staff_id,
            created_at=now,
            seen_at=now,
            expires_at=now + LIVES_FOR,
        )
    )
    session.flush()
    return token


def sign_in(
    session: Session, keys: Keys, staff_id: int, verified_hash: str, *, now: datetime
) -> str:
    """Return the token of a new session after the password fitted `verified_hash`.

    The password was compared outside the transaction. Should it have been changed or the account
    closed since, `SignInRefusedError` is raised.
    """
    if not staff_store.lock_account(session, staff_id, verified_hash):
        raise SignInRefusedError
    staff_store.delete_ended_sessions(session, now, now - IDLE_FOR)
    return start_session(session, keys, staff_id, now)


def sign_out(session: Session, digest: bytes) -> None:
    staff_store.delete_session(session, digest)


def revoke_all(session: Session, staff_id: int, keep: bytes | None = None) -> int:
    """End every session of a person except `keep`; return how many ended."""
    return staff_store.delete_sessions_of(session, staff_id, keep)


def sessions_of(session: Session, staff_id: int, now: datetime) -> Sequence[StaffSession]:
    """Return where a person is signed in, the latest first; what has ended is not there."""
    return staff_store.open_sessions(session, staff_id, now, now - IDLE_FOR)


def _digest(keys: Keys, token: str) -> bytes:
    return keys.digest(Purpose.STAFF_SESSION, token.encode())
