"""The folder of backups: one file each, named by its moment, whole or not there at all."""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from portal.keeping.errors import (
    AlreadyRunningError,
    CannotReadError,
    CannotWriteError,
    FolderMissingError,
)
from portal.keeping.plan import Plan, kept

SUFFIX = ".tar.gz.age"
PART = ".part"
STAMP = "%Y%m%dT%H%M%SZ"
NAME = re.compile(r"portal-([0-9]{8}T[0-9]{6}Z)\.tar\.gz\.age")
LOCK = ".portal-backup.lock"


@dataclass(frozen=True, order=True)
class Kept:
    """A finished backup in a folder."""

    made_at: datetime
    path: Path

    @property
    def size_bytes(self) -> int:
        return self.path.stat().st_size


def file_name(moment: datetime) -> str:
    return f"portal-{moment.astimezone(UTC).strftime(STAMP)}{SUFFIX}"


def backups(folder: Path) -> list[Kept]:
    """Return the finished backups, oldest first; none when the folder is not there."""
    found = ((NAME.fullmatch(path.name), path) for path in folder.glob(f"portal-*{SUFFIX}"))
    return sorted(
        Kept(datetime.strptime(match[1], STAMP).replace(tzinfo=UTC), path)
        for match, path in found
        if match
    )


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let one backup at a time write to a folder, and clear what a killed one left half done.

    Raises `FolderMissingError`, `AlreadyRunningError` or `CannotWriteError`.
    """
    if not folder.is_dir():
        raise FolderMissingError(folder=str(folder))
    with _told(), (folder / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunningError(folder=str(folder)) from error
        for left in folder.glob(f"portal-*{SUFFIX}{PART}"):
            left.unlink()
        yield


@contextmanager
def reading(path: Path) -> Iterator[IO[bytes]]:
    """Yield an open file; raise `CannotReadError` when it cannot be opened."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise CannotReadError(path=str(path), reason=error.strerror) from error
    with file:
        yield file


@contextmanager
def arriving(path: Path) -> Iterator[IO[bytes]]:
    """Yield a file that gets its name when the block ends well, durably, and never half.

    Raises `CannotWriteError` when the disk is full or read-only, or the name is taken.
    """
    part = path.with_name(path.name + PART)
    with _told():
        if path.exists():
            raise FileExistsError(17, "the file is there already")
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.rename(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        _sync(path.parent)


def prune(folder: Path, plan: Plan) -> list[Path]:
    """Remove the backups that the plan does not keep; return them."""
    found = backups(folder)
    staying = kept(plan, (one.made_at for one in found))
    leaving = [one.path for one in found if one.made_at not in staying]
    with _told():
        for path in leaving:
            path.unlink(missing_ok=True)
    return leaving


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CannotWriteError(reason=error.strerror or str(error)) from error


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
