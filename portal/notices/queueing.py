"""Putting a notice into the outbox, in the transaction of what it tells: both or neither."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.notices import store
from portal.notices.kinds import Kind, Progress, Way

TOKEN_BYTES = 16


@dataclass(frozen=True)
class Told:
    """What is told: the same `topic` is told to the same receiver once, whoever asks again."""

    authority_id: int
    kind: Kind
    topic: str
    case_id: int | None = None
    staff_id: int | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


def new_token() -> str:
    """Return the part of a Message-ID that nobody can guess."""
    return secrets.token_hex(TOKEN_BYTES)


def tell(session: Session, told: Told, way: Way, language: str, *, now: datetime) -> bool:
    """Queue one notice; False if that was told already."""
    return store.add(
        session,
        {
            "authority_id": told.authority_id,
            "topic": told.topic,
            "kind": told.kind,
            "case_id": told.case_id,
            "staff_id": told.staff_id,
            "way": way,
            "language": language,
            "data": dict(told.data),
            "token": new_token(),
            "progress": Progress.QUEUED,
            "not_before": now,
            "waits_since": now,
            "attempts": 0,
            "lease": "",
            "reason": "",
            "created_at": now,
        },
    )
