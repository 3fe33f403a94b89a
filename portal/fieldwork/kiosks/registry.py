"""Which tablets there are: made with a link that is shown once, found by it, taken out of use."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from portal.errors import InvalidInputError
from portal.fieldwork.kiosks import store
from portal.fieldwork.kiosks.errors import KioskUnknownError
from portal.fieldwork.kiosks.models import Kiosk
from portal.fieldwork.kiosks.rules import shipped
from portal.fieldwork.kiosks.store import KioskAt
from portal.keys import Keys, Purpose
from portal.offices.events import Actor, record
from portal.offices.store import point_of

TOKEN_BYTES = 16
LONGEST_NAME = 80


@dataclass(frozen=True)
class KioskPlan:
    """A tablet to be: where it stands, its name, what it speaks, how fast it may be used."""

    service_point_id: int
    name: str
    languages: tuple[str, ...]
    interval_seconds: int


def digest_of(keys: Keys, token: str) -> bytes:
    """Return what is stored of the link of a tablet: 128 random bits need no slow hash."""
    return keys.digest(Purpose.KIOSK, token.encode())


def make_kiosk(
    session: Session,
    keys: Keys,
    actor: Actor,
    plan: KioskPlan,
    *,
    now: datetime,
    token: str | None = None,
) -> tuple[Kiosk, str]:
    """Return a new tablet and its token, which is kept nowhere; raises `InvalidInputError`."""
    _judge(plan)
    token = token or secrets.token_urlsafe(TOKEN_BYTES)
    kiosk = Kiosk(
        authority_id=actor.authority_id,
        service_point_id=point_of(session, actor.authority_id, plan.service_point_id).id,
        name=plan.name,
        digest=digest_of(keys, token),
        languages=" ".join(plan.languages),
        interval_seconds=plan.interval_seconds,
        made_by_id=actor.staff_id,
        made_at=now,
    )
    session.add(kiosk)
    session.flush()
    record(session, actor, "kiosk_made", now, kiosk=kiosk.id, point_id=plan.service_point_id)
    return kiosk, token


def revoke_kiosk(session: Session, actor: Actor, kiosk_id: int, *, now: datetime) -> None:
    """Let the link of a tablet open nothing any more; what it still holds comes in by file."""
    if store.revoke(session, actor.authority_id, kiosk_id, now):
        record(session, actor, "kiosk_revoked", now, kiosk=kiosk_id)


def kiosk_at(connection: Connection, keys: Keys, token: str) -> KioskAt:
    """Return the tablet of a link, in use or not, or raise `KioskUnknownError`."""
    kiosk = store.kiosk_by_digest(connection, digest_of(keys, token))
    if kiosk is None:
        raise KioskUnknownError
    return kiosk


def _judge(plan: KioskPlan) -> None:
    rules, faults = shipped(), {}
    if not 0 < len(plan.name) <= LONGEST_NAME:
        faults["name"] = "length"
    if not rules.shortest_interval <= plan.interval_seconds <= rules.longest_interval:
        faults["interval"] = "out_of_range"
    if not plan.languages:
        faults["languages"] = "required"
    if faults:
        raise InvalidInputError(**faults)
