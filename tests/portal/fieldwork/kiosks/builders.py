"""A tablet in a commune, and boxes closed as its page closes them, written down a second time."""

import json
import os
from base64 import urlsafe_b64encode
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from portal.db import Database
from portal.fieldwork.kiosks.boxes import CURVE, Box, bound_to, box_key, public_key
from portal.fieldwork.kiosks.registry import KioskPlan, kiosk_at, make_kiosk
from portal.fieldwork.kiosks.store import KioskAt
from portal.keys import Keys
from portal.offices.events import Actor
from tests.portal.ratings.builders import Commune, make_commune

TOKEN = "a-token-of-128-random-bits"
SAID = {"overall": "5", "manner": "4", "purpose": "ask"}


@dataclass(frozen=True)
class Counter:
    """A commune with a tablet at its first counter."""

    database: Database
    keys: Keys
    commune: Commune
    kiosk: KioskAt

    def box(self, day: date, said: dict[str, str] | None = None, **other: Any) -> Box:
        """Return a box with answers; `other` may name id, survey and kiosk."""
        plain = {
            "survey": other.get("survey", self.commune.survey_id),
            "day": day.isoformat(),
            "answers": SAID if said is None else said,
        }
        box_id = other.get("id") or os.urandom(16)
        return close(self.keys, other.get("kiosk", self.kiosk.id), box_id, json.dumps(plain))


def make_counter(
    database: Database, keys: Keys, now: datetime, *, closes_at: datetime | None = None
) -> Counter:
    commune = make_commune(database, closes_at=closes_at)
    plan = KioskPlan(commune.points[0].id, "Máy ở Quầy 1", ("vi", "en"), 5)
    with database.writing() as session:
        make_kiosk(session, keys, Actor(commune.authority.id), plan, now=now, token=TOKEN)
    with database.glancing() as connection:
        return Counter(database, keys, commune, kiosk_at(connection, keys, TOKEN))


def close(keys: Keys, kiosk_id: int, box_id: bytes, plain: str) -> Box:
    key_id, public = public_key(keys)
    own = ec.generate_private_key(CURVE)
    point = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, public)
    key, nonce = box_key(own.exchange(ec.ECDH(), theirs), point, public), os.urandom(12)
    sealed = AESGCM(key).encrypt(nonce, plain.encode(), bound_to(kiosk_id, box_id, key_id))
    return Box(box_id, key_id, point, nonce + sealed)


def spoilt(box: Box) -> Box:
    """Return a box with one bit turned over."""
    return replace(box, sealed=box.sealed[:-1] + bytes([box.sealed[-1] ^ 1]))


def sent(box: Box) -> dict[str, str]:
    """Return a box as it travels."""

    def text(value: bytes) -> str:
        return urlsafe_b64encode(value).decode().rstrip("=")

    return {
        "id": text(box.id),
        "key": box.key_id,
        "point": text(box.point),
        "sealed": text(box.sealed),
    }
