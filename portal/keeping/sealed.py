"""A stream encrypted while it is written and checked while it is read, never whole in memory.

Chunks as in the age format: the nonce is the chunk's number and whether it is the last one, so
that no chunk can be swapped, changed or cut off.
"""

import io
from typing import IO, TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from portal.keeping.age import PrivateKey, PublicKey, read_header, write_header
from portal.keeping.errors import DamagedError

if TYPE_CHECKING:
    from typing_extensions import Buffer

CHUNK_BYTES = 64 * 1024
TAG_BYTES = 16


class SealingWriter(io.RawIOBase):
    """Encrypts what is written; only `finish` makes it whole, so a broken-off one never opens."""

    def __init__(self, target: IO[bytes], public: PublicKey) -> None:
        self._target = target
        self._cipher = ChaCha20Poly1305(write_header(target, public))
        self._waiting = bytearray()
        self._number = 0

    def writable(self) -> bool:
        return True

    def write(self, content: "Buffer") -> int:
        """Take all of it; the last chunk waits, for it must be marked."""
        view = memoryview(content).cast("B")
        self._waiting += view
        while len(self._waiting) > CHUNK_BYTES:
            self._put(self._waiting[:CHUNK_BYTES], is_last=False)
            del self._waiting[:CHUNK_BYTES]
        return view.nbytes

    def finish(self) -> None:
        """Write the last chunk."""
        self._put(self._waiting, is_last=True)
        self._waiting.clear()

    def _put(self, chunk: bytearray, *, is_last: bool) -> None:
        nonce = _nonce(self._number, is_last=is_last)
        self._target.write(self._cipher.encrypt(nonce, bytes(chunk), None))
        self._number += 1


class OpeningReader(io.RawIOBase):
    """Decrypts what is read; raises `DamagedError` at the first byte that is not as written."""

    def __init__(self, source: IO[bytes], private: PrivateKey) -> None:
        self._source = source
        self._cipher = ChaCha20Poly1305(read_header(source, private))
        self._ahead = source.read(CHUNK_BYTES + TAG_BYTES)
        self._opened = memoryview(b"")
        self._number = 0
        self._is_over = False

    def readable(self) -> bool:
        return True

    def readinto(self, room: "Buffer") -> int:
        """Fill some of `room`; 0 only after the chunk that is marked as the last."""
        view = memoryview(room).cast("B")
        while not self._opened and not self._is_over:
            self._open_next()
        count = min(view.nbytes, len(self._opened))
        view[:count] = self._opened[:count]
        self._opened = self._opened[count:]
        return count

    def _open_next(self) -> None:
        chunk = self._ahead
        self._ahead = self._source.read(CHUNK_BYTES + TAG_BYTES)
        self._is_over = not self._ahead
        nonce = _nonce(self._number, is_last=self._is_over)
        try:
            self._opened = memoryview(self._cipher.decrypt(nonce, chunk, None))
        except (InvalidTag, ValueError) as error:
            raise DamagedError(megabytes=self._number * CHUNK_BYTES // 1024**2) from error
        self._number += 1


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])
