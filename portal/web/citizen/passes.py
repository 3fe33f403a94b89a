"""Sealed, short-lived addresses: a page for one person without a cookie and without a code."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta
from enum import StrEnum

from portal.errors import DomainError, NotFoundError
from portal.keys import Keys, Purpose, UnsealError

MINUTE_BYTES = 4


class PassExpiredError(DomainError):
    """The address was good for some minutes, which are over."""

    code = "pass_expired"


class PassKind(StrEnum):
    """What a sealed address opens; one kind never opens the other."""

    RECEIPT = "receipt"
    TRACKING = "tracking"


LIFETIMES = {
    PassKind.RECEIPT: timedelta(minutes=10),
    PassKind.TRACKING: timedelta(minutes=30),
}


def issue(keys: Keys, kind: PassKind, payload: bytes, now: datetime) -> str:
    """Return an address part that carries `payload` unreadably."""
    sealed = keys.seal(Purpose.SUBMISSION, _minutes(now) + payload, bound_to=kind.encode())
    return urlsafe_b64encode(sealed).decode().rstrip("=")


def read(keys: Keys, kind: PassKind, token: str, now: datetime) -> bytes:
    """Return the payload; raise `NotFoundError` if forged and `PassExpiredError` if too old."""
    try:
        sealed = urlsafe_b64decode(token + "=" * (-len(token) % 4))
        opened = keys.unseal(Purpose.SUBMISSION, sealed, bound_to=kind.encode())
    except (UnsealError, ValueError) as error:
        raise NotFoundError from error
    age = int.from_bytes(_minutes(now)) - int.from_bytes(opened[:MINUTE_BYTES])
    if not -1 <= age <= LIFETIMES[kind] // timedelta(minutes=1):
        raise PassExpiredError(kind=kind)
    return opened[MINUTE_BYTES:]


def _minutes(now: datetime) -> bytes:
    return (int(now.timestamp()) // 60).to_bytes(MINUTE_BYTES)
