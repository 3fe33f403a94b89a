"""A secret address of a person's own due days for their calendar; it can be taken back."""

import secrets
from datetime import datetime

from sqlalchemy.orm import Session

from portal.errors import NotFoundError
from portal.keys import Keys, Purpose
from portal.offices import staff_store
from portal.offices.models import Staff, StaffFeed

TOKEN_BYTES = 24


def make_feed(session: Session, keys: Keys, staff_id: int, *, now: datetime) -> str:
    """Return the token of a new address, 192 random bits; the older one stops working."""
    staff_store.delete_feed(session, staff_id)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session.add(StaffFeed(staff_id=staff_id, digest=_digest(keys, token), created_at=now))
    session.flush()
    return token


def revoke_feed(session: Session, staff_id: int) -> None:
    staff_store.delete_feed(session, staff_id)


def owner_of_feed(session: Session, keys: Keys, token: str) -> Staff:
    """Return whose address it is; NotFoundError for a wrong one, or a person who is closed."""
    feed = staff_store.feed_by_digest(session, _digest(keys, token))
    if feed is None or not feed.staff.is_active:
        raise NotFoundError
    return feed.staff


def _digest(keys: Keys, token: str) -> bytes:
    return keys.digest(Purpose.CALENDAR_FEED, token.encode())
