"""Files for one public key, in the format of age (C2SP `age`, version 1, X25519 only).

A published format, so that the commune's backup opens without this program too: `age -d`. The
ciphers are those of `cryptography`: X25519, HKDF-SHA256, ChaCha20-Poly1305. The chunks that follow
are in `portal.keeping.sealed`.
"""

import hashlib
import hmac
import os
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from portal.keeping import bech32
from portal.keeping.errors import DamagedError, KeyTextError, NotABackupError, WrongKeyError

VERSION = b"age-encryption.org/v1"
STANZA = b"-> X25519 "
END = b"---"
X25519_INFO = b"age-encryption.org/v1/X25519"
PUBLIC_PREFIX = "age"
PRIVATE_PREFIX = "age-secret-key-"
FILE_KEY_BYTES = 16
NONCE_BYTES = 16
LONGEST_LINE = 1024
MOST_LINES = 100


@dataclass(frozen=True)
class PublicKey:
    """Whom a file is for; it can seal and never open."""

    raw: bytes

    def __str__(self) -> str:
        return bech32.encode(PUBLIC_PREFIX, self.raw)

    @classmethod
    def parse(cls, text: str) -> "PublicKey":
        """Read "age1…"; raise `KeyTextError`."""
        return cls(_parsed(PUBLIC_PREFIX, text))


@dataclass(frozen=True, repr=False)
class PrivateKey:
    """What opens a file; it never lies on the machine that makes backups. `repr` hides it."""

    raw: bytes

    @classmethod
    def new(cls) -> "PrivateKey":
        return cls(os.urandom(32))

    @classmethod
    def parse(cls, text: str) -> "PrivateKey":
        """Read "AGE-SECRET-KEY-1…"; raise `KeyTextError`."""
        return cls(_parsed(PRIVATE_PREFIX, text))

    @property
    def public(self) -> PublicKey:
        secret = X25519PrivateKey.from_private_bytes(self.raw)
        return PublicKey(secret.public_key().public_bytes_raw())

    def reveal(self) -> str:
        """Return the key as text, to be printed once and kept on paper."""
        return bech32.encode(PRIVATE_PREFIX, self.raw).upper()


def write_header(target: IO[bytes], public: PublicKey) -> bytes:
    """Write who may open what follows and return the key of the payload."""
    file_key, secret = os.urandom(FILE_KEY_BYTES), X25519PrivateKey.generate()
    share = secret.public_key().public_bytes_raw()
    shared = secret.exchange(X25519PublicKey.from_public_bytes(public.raw))
    wrap = ChaCha20Poly1305(_derived(shared, share + public.raw, X25519_INFO))
    body = _text(wrap.encrypt(bytes(12), file_key, None))
    head = b"\n".join([VERSION, STANZA + _text(share), body, END])
    target.write(head + b" " + _text(_mac(file_key, head)) + b"\n")
    nonce = os.urandom(NONCE_BYTES)
    target.write(nonce)
    return _derived(file_key, nonce, b"payload")


def read_header(source: IO[bytes], private: PrivateKey) -> bytes:
    """Return the key of the payload; raise `NotABackupError`, `WrongKeyError`, `DamagedError`."""
    lines = _head_lines(source)
    tried = (_unwrapped(lines, at, private) for at in range(len(lines)))
    file_key = next(filter(None, tried), None)
    if file_key is None:
        raise WrongKeyError
    head, _, mac = b"\n".join(lines).rpartition(b" ")
    if not hmac.compare_digest(_text(_mac(file_key, head)), mac):
        raise DamagedError(megabytes=0)
    nonce = source.read(NONCE_BYTES)
    if len(nonce) != NONCE_BYTES:
        raise DamagedError(megabytes=0)
    return _derived(file_key, nonce, b"payload")


def _head_lines(source: IO[bytes]) -> list[bytes]:
    if source.readline(LONGEST_LINE).rstrip(b"\n") != VERSION:
        raise NotABackupError
    lines = [VERSION]
    while not lines[-1].startswith(END):
        line = source.readline(LONGEST_LINE)
        if not line.endswith(b"\n") or len(lines) > MOST_LINES:
            raise DamagedError(megabytes=0)
        lines.append(line.rstrip(b"\n"))
    return lines


def _unwrapped(lines: list[bytes], at: int, private: PrivateKey) -> bytes | None:
    """Return the file key if this line begins a stanza that our key opens."""
    if not lines[at].startswith(STANZA):
        return None
    try:
        share, body = _bytes(lines[at].removeprefix(STANZA)), _bytes(lines[at + 1])
        secret = X25519PrivateKey.from_private_bytes(private.raw)
        shared = secret.exchange(X25519PublicKey.from_public_bytes(share))
        wrap = ChaCha20Poly1305(_derived(shared, share + private.public.raw, X25519_INFO))
        return wrap.decrypt(bytes(12), body, None)
    except (InvalidTag, ValueError, IndexError):
        return None


def _mac(file_key: bytes, head: bytes) -> bytes:
    return hmac.digest(_derived(file_key, b"", b"header"), head, hashlib.sha256)


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=salt, info=info).derive(key)


def _text(raw: bytes) -> bytes:
    return b64encode(raw).rstrip(b"=")


def _bytes(text: bytes) -> bytes:
    return b64decode(text + b"=" * (-len(text) % 4), validate=True)


def _parsed(prefix: str, text: str) -> bytes:
    try:
        raw = bech32.decode(prefix, text.strip())
    except ValueError as error:
        raise KeyTextError from error
    if len(raw) != 32:
        raise KeyTextError
    return raw
