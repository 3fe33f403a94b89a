"""Counts of recent requests by keyed digest, in a file of their own, forgotten within a day."""

import logging
import sqlite3
import threading
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from portal.errors import DatabaseUnavailableError
from portal.keys import Keys, Purpose

log = logging.getLogger(__name__)

# What docs/privacy.md promises; no window may be longer.
LONGEST_WINDOW = timedelta(hours=24)
_LONGEST_SECONDS = int(LONGEST_WINDOW.total_seconds())
# Kinds that begin so could be guessed without end if nobody counted: passwords, access codes,
# codes of slips.
GUARDED = ("sign-in", "track", "slip")


class UncountedError(DatabaseUnavailableError):
    """The throttle cannot count, so what could be guessed stays shut."""


class Throttle:
    """Fixed windows shared by all processes of a host.

    The file holds digests only: whoever steals it learns neither an address nor a name, and it
    is never part of a backup. When it cannot be written, whatever could be guessed is shut, and
    nobody is kept out of anything else.
    """

    def __init__(self, path: Path, keys: Keys) -> None:
        self._path = path
        self._keys = keys
        # Threads queue here: SQLite's own waiting sleeps and polls, and starves some of them.
        self._turn = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._warned: set[str] = set()

    def hit(self, kind: str, who: str, now: datetime, seconds: int) -> int:
        """Count one more of `kind` by `who` and return the count of the current window.

        What cannot be counted is 0, or raises `UncountedError` for a guarded kind.
        """
        if seconds > _LONGEST_SECONDS:
            raise ValueError("a count is forgotten within a day")
        ends_at = (int(now.timestamp()) // seconds + 1) * seconds
        try:
            return self._count(self._digest(kind, who, ends_at, seconds), ends_at)
        except (sqlite3.Error, OSError) as error:
            self._warn(error)
            if kind.startswith(GUARDED):
                raise UncountedError(kind=kind) from error
            return 0

    def give_back(self, kind: str, who: str, now: datetime, seconds: int) -> None:
        """Take one off the count again: it turned out to be no guess.

        Counted first and given back, because of many guesses at once none may slip past the count.
        """
        ends_at = (int(now.timestamp()) // seconds + 1) * seconds
        digest = self._digest(kind, who, ends_at, seconds)
        try:
            with self._turn:
                if self._connection is None:
                    self._connection = self._connect()
                self._connection.execute("UPDATE hit SET n = n - 1 WHERE digest = ?", (digest,))
        except (sqlite3.Error, OSError) as error:
            self._warn(error)

    def forget(self, now: datetime) -> int:
        """Delete the counts of windows that are over; return how many."""
        with closing(self._connect()) as connection:
            return connection.execute(
                "DELETE FROM hit WHERE ends_at < ?", (int(now.timestamp()),)
            ).rowcount

    def _digest(self, kind: str, who: str, ends_at: int, seconds: int) -> bytes:
        window = ends_at // seconds - 1
        return self._keys.digest(Purpose.THROTTLE, f"{kind}\0{who}\0{window}".encode())

    def _warn(self, error: Exception) -> None:
        """Say once of each kind of failure that it happens: a flood must not fill the log."""
        name = getattr(error, "sqlite_errorname", type(error).__name__)
        if name not in self._warned:
            self._warned.add(name)
            log.warning("throttle cannot count", extra={"code": name})

    def _count(self, digest: bytes, ends_at: int) -> int:
        with self._turn:
            if self._connection is None:
                self._connection = self._connect()
            row = self._connection.execute(
                "INSERT INTO hit VALUES (?, ?, 1) ON CONFLICT (digest) DO UPDATE SET n = n + 1"
                " RETURNING n",
                (digest, ends_at),
            ).fetchone()
        return int(row[0])

    def _connect(self) -> sqlite3.Connection:
        return connect_short_lived(
            self._path,
            "CREATE TABLE IF NOT EXISTS hit"
            " (digest BLOB PRIMARY KEY, ends_at INTEGER NOT NULL, n INTEGER NOT NULL)"
            " WITHOUT ROWID",
        )


def connect_short_lived(path: Path, table: str) -> sqlite3.Connection:
    """Open the file of what is forgotten within a day, and make a table in it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, isolation_level=None, timeout=1, check_same_thread=False)
    connection.execute("PRAGMA journal_mode=WAL")
    # Losing the last counts in a crash is harmless; waiting for the disk is not.
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute(table)
    return connection
