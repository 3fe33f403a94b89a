"""One key for each purpose, derived from a secret that is never in the database."""

import hashlib
import hmac
import os
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12
TAG_BYTES = 16


class Purpose(StrEnum):
    """What a derived key may be used for; a key for one purpose opens nothing of another."""

    ACCESS_CODE = "access-code"
    ANSWER_FILE = "answer-file"
    ANSWER_FILE_DIGEST = "answer-file-digest"
    BACKUP = "backup"
    CALENDAR_FEED = "calendar-feed"
    CONTACT = "contact"
    ENVELOPE = "envelope"
    FILE = "file"
    KIOSK = "kiosk"
    KIOSK_BOX = "kiosk-box"
    NOTICE_STOP = "notice-stop"
    PAPER_DRAFT = "paper-draft"
    PAPER_LOT = "paper-lot"
    PASSWORD_LINK = "password-link"  # noqa: S105 the name of a purpose
    SESSION_COOKIE = "session-cookie"
    SLIP = "slip"
    STAFF_SESSION = "staff-session"
    SUBMISSION = "submission"
    STAFF_MAIL = "staff-mail"
    THROTTLE = "throttle"
    WEBHOOK = "webhook"


class UnsealError(Exception):
    """The sealed bytes were changed or belong to another key."""


@dataclass(frozen=True, repr=False)
class Keys:
    """The keyring of an installation (HKDF-SHA256, RFC 5869); `repr` never shows the secret."""

    secret: bytes

    def key(self, purpose: Purpose) -> bytes:
        """Return the 32-byte key of a purpose."""
        return _derived(self.secret, purpose)

    def digest(self, purpose: Purpose, message: bytes) -> bytes:
        """Return the keyed 32-byte HMAC-SHA256 of a message."""
        return hmac.digest(self.key(purpose), message, hashlib.sha256)

    def seal(self, purpose: Purpose, plain: bytes, bound_to: bytes = b"") -> bytes:
        """Encrypt with AES-256-GCM; the result opens only together with `bound_to`."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + AESGCM(self.key(purpose)).encrypt(nonce, plain, bound_to)

    def unseal(self, purpose: Purpose, sealed: bytes, bound_to: bytes = b"") -> bytes:
        """Decrypt what `seal` made; raise `UnsealError` when it was tampered with."""
        try:
            return AESGCM(self.key(purpose)).decrypt(
                sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to
            )
        except (InvalidTag, ValueError) as error:
            raise UnsealError from error


@lru_cache(maxsize=64)
def _derived(secret: bytes, purpose: Purpose) -> bytes:
    # Kept, because every form that is shown or sent asks for a key.
    return HKDF(SHA256(), 32, salt=None, info=b"portal/1/" + purpose.encode()).derive(secret)
