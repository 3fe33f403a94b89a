"""The office's own record: who changed what in the set-up, and when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.offices.models import OfficeEvent


@dataclass(frozen=True)
class Actor:
    """The person who changes something, and the only authority they can change.

    `staff_id` is None for the command line of the server.
    """

    authority_id: int
    staff_id: int | None = None


def record(session: Session, actor: Actor, action: str, now: datetime, **data: object) -> None:
    """Write down a change; `data` holds ids and codes, never a password, link or phone number."""
    session.add(
        OfficeEvent(
            authority_id=actor.authority_id,
            at=now,
            actor_id=actor.staff_id,
            action=action,
            data=data,
        )
    )
