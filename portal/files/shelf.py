"""Files at rest: encrypted, under random names that say nothing, written whole or not at all."""

import io
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from portal.files.errors import FileMissingError, FileUnreadableError
from portal.keys import Keys, Purpose, UnsealError

KEY_PATTERN = re.compile(r"[0-9a-f]{32}")
KEY_BYTES = 16
SHARD_LETTERS = 2
INCOMING = "incoming"


class Shelf:
    """A directory of sealed files; a stolen copy of the disk shows nothing without the secret."""

    def __init__(self, root: Path, keys: Keys) -> None:
        self.root = root
        self._keys = keys

    def put(self, content: bytes) -> str:
        """Store bytes durably and return their new key, 32 hexadecimal digits."""
        key = secrets.token_hex(KEY_BYTES)
        # Bound to its key: a sealed file swapped for another on the disk does not open.
        self.put_sealed(key, self._keys.seal(Purpose.FILE, content, bound_to=key.encode()))
        return key

    def put_sealed(self, key: str, sealed: bytes) -> None:
        """Store what `sealed` gave under the key it had; used when a backup is put back."""
        place = self._place(key)
        arriving = self.root / INCOMING / key
        _make_directory(arriving.parent)
        _make_directory(place.parent)
        try:
            _write_durably(arriving, sealed)
            arriving.rename(place)
        except OSError:  # a full disk keeps no torso
            arriving.unlink(missing_ok=True)
            raise
        _sync_directory(place.parent)

    def sealed(self, key: str) -> bytes:
        """Return a file as it lies there, for a backup; raise `FileMissingError`."""
        try:
            return self._place(key).read_bytes()
        except FileNotFoundError as error:
            raise FileMissingError from error

    def open(self, key: str) -> BinaryIO:
        """Return the bytes; raise `FileMissingError`, or `FileUnreadableError` if tampered with."""
        sealed = self.sealed(key)
        try:
            return io.BytesIO(self._keys.unseal(Purpose.FILE, sealed, bound_to=key.encode()))
        except UnsealError as error:
            raise FileUnreadableError from error

    def has(self, key: str) -> bool:
        """Say whether a file lies there, without opening it."""
        return self._place(key).is_file()

    def discard(self, key: str) -> None:
        """Remove a file for good; a file that is already gone is no error."""
        place = self._place(key)
        with suppress(FileNotFoundError):
            place.unlink()
            _sync_directory(place.parent)

    def keys_older_than(self, moment: datetime) -> Iterator[str]:
        """Yield the keys of all files stored before an aware moment, for the sweeping."""
        for place in self.root.glob("?" * SHARD_LETTERS + "/*"):
            if KEY_PATTERN.fullmatch(place.name) and _is_older(place, moment):
                yield place.name

    def sweep_incoming(self, moment: datetime) -> int:
        """Remove what a crash left half written before an aware moment; return how many."""
        left_behind = [p for p in self.root.glob(f"{INCOMING}/*") if _is_older(p, moment)]
        for path in left_behind:
            path.unlink(missing_ok=True)
        return len(left_behind)

    def _place(self, key: str) -> Path:
        # A key may come from a link: nothing but our own pattern ever becomes a path.
        if not KEY_PATTERN.fullmatch(key):
            raise FileMissingError
        return self.root / key[:SHARD_LETTERS] / key


def _is_older(path: Path, moment: datetime) -> bool:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC) < moment
    except FileNotFoundError:  # another sweep was here
        return False


def _write_durably(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _make_directory(path: Path) -> None:
    if not path.is_dir():
        _make_directory(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)
        _sync_directory(path.parent)


def _sync_directory(path: Path) -> None:
    """Make a new name survive a power cut: on ext4 and xfs it lives in the directory."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
