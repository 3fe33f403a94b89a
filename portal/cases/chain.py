"""The hash chain of events and the commitments with which events vouch for erasable texts."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

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


def commitment(salt: bytes, body: str) -> str:
    """Return what an event keeps of a text, in hex.

    The random salt lies beside the text and goes with it: after erasure nobody can test whether
    a guessed sentence was the one that was written.
    """
    return hashlib.sha256(salt + body.encode()).hexdigest()


def vouches(kept: str, salt: bytes, body: str) -> bool:
    """Say whether a text is the one an event committed to."""
    return hmac.compare_digest(kept, commitment(salt, body))
