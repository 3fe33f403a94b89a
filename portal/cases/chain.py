"""The hash chain of events and the commitments with which events vouch for erasable texts."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Protocol

GENESIS = bytes(32)
SALT_BYTES = 16


def plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return event data as JSON holds it: days as ISO texts, enums as their values."""
    return {name: _plain_value(value) for name, value in data.items() if value is not None}


def _plain_value(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return value


def link_hash(previous: bytes, fields: Mapping[str, Any], at: datetime) -> bytes:
    """Return the SHA-256 of an event: the hash before it, then its fields as canonical JSON.

    Keys are sorted and blanks left out, so both databases and every later version agree.
    """
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    canonical = json.dumps(
        {**fields, "at": moment}, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(previous + canonical.encode()).digest()


class Chained(Protocol):
    """An event as it is stored, in a database or in a backup."""

    authority_id: int
    seq: int
    case_id: int
    at: datetime
    actor_id: int | None
    data: dict[str, Any]
    previous_hash: bytes
    hash: bytes

    @property
    def action(self) -> str: ...


def hash_of(event: Chained, previous: bytes) -> bytes:
    """Return the hash an event must carry after the one with hash `previous`."""
    fields = {
        "authority": event.authority_id,
        "seq": event.seq,
        "case": event.case_id,
        "actor": event.actor_id,
        "action": str(event.action),
        "data": event.data,
    }
    return link_hash(previous, fields, event.at)


class Walk:
    """Follows the events of one authority from the first, one after another.

    `broken_at` is the number of the first that was changed, removed or put in; None if whole.
    """

    def __init__(self) -> None:
        self.seq = 0
        self.hash = GENESIS
        self.broken_at: int | None = None

    def step(self, event: Chained) -> None:
        self.seq += 1
        whole = event.seq == self.seq and event.previous_hash == self.hash
        if self.broken_at is None and not (whole and event.hash == hash_of(event, self.hash)):
            self.broken_at = self.seq
        self.hash = event.hash

    def end(self, head: tuple[int, bytes] | None) -> int | None:
        """Return `broken_at`, now that no more events come and `head` is what was kept last."""
        if self.broken_at is None and (head or (0, GENESIS)) != (self.seq, self.hash):
            self.broken_at = self.seq + 1
        return self.broken_at


def commitment(salt: bytes, body: str) -> str:
    """Return what an event keeps of a text, in hex.

    The random salt lies beside the text and goes with it: after erasure nobody can test whether
    a guessed sentence was the one that was written.
    """
    return hashlib.sha256(salt + body.encode()).hexdigest()


def vouches(kept: str, salt: bytes, body: str) -> bool:
    """Say whether a text is the one an event committed to."""
    return hmac.compare_digest(kept, commitment(salt, body))
