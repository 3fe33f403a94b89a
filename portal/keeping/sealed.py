"""Streams sealed for a key and opened again, in the format of age: never whole in memory.

A published format, so that the commune's backup opens without this program too: `age -d`. pyrage
goes from one file to another by itself, so it works in a thread, and a pipe joins it to whoever
writes or reads. Each side closes its end when it stops for whatever reason: the other then gets
an error or an end and never waits for ever.
"""

import io
import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

import pyrage
from pyrage import x25519

from portal.keeping.age import PrivateKey, PublicKey
from portal.keeping.errors import BackupError, DamagedError, NotABackupError, WrongKeyError

if TYPE_CHECKING:
    from typing_extensions import Buffer

VERSION = b"age-encryption.org/v1\n"
# pyrage has one exception for all that is wrong with a header; its words tell them apart.
NO_MATCH = "No matching keys"
BUFFER_BYTES = 1024 * 1024


@contextmanager
def sealing(target: IO[bytes], public: PublicKey) -> Iterator[IO[bytes]]:
    """Yield a file; what is written to it arrives at `target` sealed.

    It becomes whole only when no error leaves the block, so one that was broken off never opens.
    Raises what `target` raises.
    """
    reading, writing = os.pipe()
    with (
        os.fdopen(reading, "rb", buffering=0) as outlet,
        ThreadPoolExecutor(1) as thread,
        os.fdopen(writing, "wb") as inlet,
    ):
        source = _Source(outlet)
        done = thread.submit(_seal, source, _Target(target), public)
        try:
            with inlet:
                yield inlet
                source.is_whole = True
        except BrokenPipeError:
            # If the thread stopped before the end, its own error says why.
            wait([done])
            if not source.is_broken_off:
                done.result()
            raise
        done.result()


@contextmanager
def opening(source: IO[bytes], private: PrivateKey) -> Iterator[IO[bytes]]:
    """Yield a file with what was sealed in `source`, every byte of it checked before it is given.

    Reading raises `NotABackupError`, `WrongKeyError`, or `DamagedError` where it was changed or cut
    off.
    """
    reading, writing = os.pipe()
    with (
        os.fdopen(writing, "wb", buffering=0) as inlet,
        ThreadPoolExecutor(1) as thread,
        os.fdopen(reading, "rb", buffering=0) as outlet,
    ):
        done = thread.submit(_open, source, inlet, private)
        yield io.BufferedReader(_Opened(outlet, done), BUFFER_BYTES)


class _Source:
    """What is to be sealed; an end that comes before the writer says so is an error."""

    def __init__(self, pipe: io.FileIO) -> None:
        self.pipe = pipe
        self.is_whole = False
        self.is_broken_off = False

    def read(self, size: int) -> bytes:
        content = self.pipe.read(size)
        if not content and not self.is_whole:
            self.is_broken_off = True
            raise EOFError
        return content


class _Target:
    """A file that notes its error and its length.

    pyrage tells an error as text only, and one of the very last bytes not at all.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.error: Exception | None = None
        self.length_bytes = 0

    def write(self, content: bytes) -> int:
        try:
            written = self._file.write(content)
        except Exception as error:
            self.error = error
            raise
        self.length_bytes += written
        return written

    def flush(self) -> None:
        """Leave it to the owner of the file."""


class _Beginning:
    """A file that remembers how it began."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.first = b""

    def read(self, size: int) -> bytes:
        content = self._file.read(size)
        if len(self.first) < len(VERSION):
            self.first += content[: len(VERSION)]
        return content


class _Opened(io.RawIOBase):
    """The end of the pipe; at its end it tells what stopped the thread."""

    def __init__(self, pipe: io.FileIO, done: "Future[None]") -> None:
        self._pipe = pipe
        self._done = done

    def readable(self) -> bool:
        return True

    def readinto(self, room: "Buffer") -> int:
        count = self._pipe.readinto(room)
        if not count:
            self._done.result()
        return count


def _seal(source: _Source, target: _Target, public: PublicKey) -> None:
    with source.pipe:
        try:
            pyrage.encrypt_io(source, target, [x25519.Recipient.from_str(public.text)])
        except pyrage.EncryptError as error:
            raise target.error or error from None
        if target.error is not None:
            raise target.error


def _open(source: IO[bytes], inlet: io.FileIO, private: PrivateKey) -> None:
    beginning, target = _Beginning(source), _Target(inlet)
    with inlet:
        try:
            pyrage.decrypt_io(beginning, target, [x25519.Identity.from_str(private.text)])
        except pyrage.DecryptError as error:
            raise _said(error, beginning) from error
        except OSError as error:
            raise DamagedError(megabytes=target.length_bytes // 1024**2) from error


def _said(error: Exception, beginning: _Beginning) -> BackupError:
    if NO_MATCH in str(error):
        return WrongKeyError()
    if not beginning.first.startswith(VERSION):
        return NotABackupError()
    return DamagedError(megabytes=0)
