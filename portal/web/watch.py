"""Following ratings as they come in, by a short memory that nobody can read and that ends soon."""

import json
import logging
import sqlite3
import threading
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from portal.clock import local_day
from portal.db import Database
from portal.errors import DatabaseUnavailableError
from portal.keys import Keys, Purpose, UnsealError
from portal.ratings.signals.usual import usual_at
from portal.web.throttle import connect_short_lived
from surveys.signals import Arrival, Trace, Usual, followed, judged

log = logging.getLogger(__name__)

# A place without a rating for an hour begins anew; docs/privacy.md promises a day at most.
REMEMBERED_SECONDS = 3600
USUAL_SECONDS = 3600
DIGEST_LETTERS = 16
_TABLE = (
    "CREATE TABLE IF NOT EXISTS trace"
    " (digest BLOB PRIMARY KEY, ends_at INTEGER NOT NULL, sealed BLOB NOT NULL) WITHOUT ROWID"
)


@dataclass(frozen=True)
class Rated:
    """One rating as far as its rhythm goes: where, over which network, what, by which form."""

    authority_id: int
    service_point_id: int
    network: str
    marks: bytes
    submission: bytes


class Watch:
    """Says of a rating whether it came in an unusual rhythm.

    For each place, and each network at a place, one sealed line of the throttle's file is written
    over with every rating: the last moment, a few counts, and a keyed digest of the last answers.
    All processes of a host share it; it holds no history, and an hour later it is gone. When it
    cannot be kept, no rating is refused or flagged.
    """

    def __init__(self, path: Path, keys: Keys, database: Database) -> None:
        self._path, self._keys, self._database = path, keys, database
        self._turn = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._usual: dict[int, tuple[int, Usual]] = {}
        self._is_warned = False

    def flag(self, rated: Rated, now: datetime) -> str:
        """Follow one more rating and return the code of the signal seen, "" if it is usual."""
        try:
            usual = self._usual_at(rated, now)
            with self._turn:
                place, network = self._follow(
                    rated, int(now.timestamp()), local_day(now).toordinal()
                )
        except (sqlite3.Error, OSError, DatabaseUnavailableError) as error:
            if not self._is_warned:
                self._is_warned = True
                log.warning("ratings are not watched", extra={"code": type(error).__name__})
            return ""
        return str(judged(place, network, usual) or "")

    def forget(self, now: datetime) -> int:
        """Delete what is over; return how many lines."""
        with closing(connect_short_lived(self._path, _TABLE)) as connection:
            return connection.execute(
                "DELETE FROM trace WHERE ends_at < ?", (int(now.timestamp()),)
            ).rowcount

    def _usual_at(self, rated: Rated, now: datetime) -> Usual:
        """Return what is usual at a place, read once an hour by each process."""
        moment, point = int(now.timestamp()), rated.service_point_id
        until, usual = self._usual.get(point, (moment, Usual.unknown()))
        if moment < until:
            return usual
        with self._database.glancing() as connection:
            usual = usual_at(connection, rated.authority_id, point, local_day(now))
        self._usual[point] = (moment + USUAL_SECONDS, usual)
        return usual

    def _follow(self, rated: Rated, at: int, day: int) -> tuple[Trace, Trace]:
        if self._connection is None:
            self._connection = connect_short_lived(self._path, _TABLE)
        where = f"{day}\0{rated.service_point_id}"
        came = Arrival(
            at,
            said=self._digest(f"said\0{where}".encode() + rated.marks).hex()[:DIGEST_LETTERS],
            sent=self._digest(b"sent\0" + rated.submission).hex()[:DIGEST_LETTERS],
        )
        places = [
            self._digest(f"place\0{where}".encode()),
            self._digest(f"network\0{where}\0{rated.network}".encode()),
        ]
        # One writer at a time: between reading and writing no other rating comes in.
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            traces = [followed(self._read(digest, at), came) for digest in places]
            for digest, trace in zip(places, traces, strict=True):
                self._write(digest, trace, at)
            self._connection.execute("COMMIT")
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        return traces[0], traces[1]

    def _read(self, digest: bytes, at: int) -> Trace:
        assert self._connection is not None  # noqa: S101  # opened by `_follow`
        row = self._connection.execute(
            "SELECT sealed FROM trace WHERE digest = ? AND ends_at >= ?", (digest, at)
        ).fetchone()
        if row is None:
            return Trace()
        try:
            return Trace(**json.loads(self._keys.unseal(Purpose.THROTTLE, row[0], digest)))
        except (UnsealError, TypeError, ValueError):
            return Trace()

    def _write(self, digest: bytes, trace: Trace, at: int) -> None:
        assert self._connection is not None  # noqa: S101  # opened by `_follow`
        sealed = self._keys.seal(Purpose.THROTTLE, json.dumps(asdict(trace)).encode(), digest)
        self._connection.execute(
            "INSERT INTO trace VALUES (?, ?, ?) ON CONFLICT (digest) DO UPDATE"
            " SET ends_at = excluded.ends_at, sealed = excluded.sealed",
            (digest, at + REMEMBERED_SECONDS, sealed),
        )

    def _digest(self, message: bytes) -> bytes:
        return self._keys.digest(Purpose.THROTTLE, message)
