"""The box a rating lies in on a tablet: closed there for the portal's public key, opened here.

ECDH on P-256 with a key pair for each box, HKDF-SHA256, AES-256-GCM: what browsers have had since
2016. The private key comes from the installation's secret, so it is in safekeeping with it. A box
names the key it was closed for: one closed for an older key that is still at hand stays readable.
"""

import json
from base64 import urlsafe_b64decode
from binascii import Error as NotBase64Error
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from portal.fieldwork.kiosks.errors import NoBoxesError, Refusal, RefusedError
from portal.keys import NONCE_BYTES, Keys, Purpose

CURVE = ec.SECP256R1()
# The order of P-256 (SP 800-186, 3.2.1.3).
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
INFO = b"portal kiosk 1"
ID_BYTES = 16
LARGEST_SEALED = 64 * 1024
LARGEST_ID = 2**31 - 1
# Whatever else the contents of a box may be; the last for a nest of brackets.
MALFORMED = (ValueError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True)
class Box:
    """One rating as it left the tablet; `point` is the public half of the box's own key pair."""

    id: bytes
    key_id: str
    point: bytes
    sealed: bytes

    @classmethod
    def read(cls, sent: Any) -> "Box":
        """Read a box from JSON, or raise `NoBoxesError`."""
        try:
            box = cls(
                _bytes(sent["id"]), str(sent["key"]), _bytes(sent["point"]), _bytes(sent["sealed"])
            )
        except (KeyError, TypeError, AttributeError, ValueError, NotBase64Error) as error:
            raise NoBoxesError from error
        if len(box.id) != ID_BYTES or len(box.sealed) > LARGEST_SEALED:
            raise NoBoxesError
        return box


@dataclass(frozen=True)
class Given:
    """What was in a box: the survey, the day by the tablet's calendar, the form's fields."""

    id: bytes
    survey_id: int
    noted_on: date | None
    values: Mapping[str, str]


def public_key(keys: Keys) -> tuple[str, bytes]:
    """Return name and point of the key that tablets close boxes for from now on."""
    return next((name, _point(private)) for name, private in _known(keys.secret).items())


def open_box(keys: Keys, kiosk_id: int, box: Box) -> Given:
    """Return what is in a box that was closed on this tablet, or raise `RefusedError`."""
    try:
        return _read(box, _plain(keys, kiosk_id, box))
    except (KeyError, InvalidTag, *MALFORMED) as error:
        raise RefusedError(Refusal.UNREADABLE) from error


def bound_to(kiosk_id: int, box_id: bytes, key_id: str) -> bytes:
    """Bind a box to its tablet and number, so that neither can be borrowed by another."""
    return f"1 {kiosk_id} {box_id.hex()} {key_id}".encode()


def box_key(shared: bytes, point: bytes, public: bytes) -> bytes:
    """Return the AES key of a box from what both sides of the exchange know."""
    return HKDF(SHA256(), 32, salt=point + public, info=INFO).derive(shared)


def _plain(keys: Keys, kiosk_id: int, box: Box) -> bytes:
    private = _known(keys.secret)[box.key_id]
    other = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, box.point)
    key = box_key(private.exchange(ec.ECDH(), other), box.point, _point(private))
    nonce, sealed = box.sealed[:NONCE_BYTES], box.sealed[NONCE_BYTES:]
    return AESGCM(key).decrypt(nonce, sealed, bound_to(kiosk_id, box.id, box.key_id))


def _read(box: Box, plain: bytes) -> Given:
    said = json.loads(plain)
    values = {_text(name): _text(value) for name, value in said["answers"].items()}
    return Given(box.id, bounded_id(said["survey"]), day_or_none(said["day"]), values)


def _text(value: str) -> str:
    value.encode()  # half a letter (a lone surrogate) could not be stored
    return value


def bounded_id(number: object) -> int:
    """Return a number that a row can have, or raise `ValueError`."""
    if not isinstance(number, int) or not 0 < number <= LARGEST_ID:
        raise ValueError("no row has such an id")
    return number


def day_or_none(text: object) -> date | None:
    """Return a day a tablet wrote down; None for what no calendar has."""
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None


@lru_cache(maxsize=8)
def _known(secret: bytes) -> dict[str, ec.EllipticCurvePrivateKey]:
    """Return every key a box may be closed for, by name, the newest first."""
    keys = [_derived(Keys(secret))]
    return {sha256(_point(private)).hexdigest()[:16]: private for private in keys}


def _derived(keys: Keys) -> ec.EllipticCurvePrivateKey:
    # 64 bytes for a number below 2**256, so that none comes up more often (FIPS 186-5, A.2.1).
    bits = b"".join(keys.digest(Purpose.KIOSK_BOX, half) for half in (b"first", b"second"))
    return ec.derive_private_key(int.from_bytes(bits) % (ORDER - 1) + 1, CURVE)


def _point(private: ec.EllipticCurvePrivateKey) -> bytes:
    return private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
