"""The database: engines, the two kinds of session, and the only commit in the portal."""

import fcntl
import select
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

import psycopg
from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.exc import (
    DataError,
    DisconnectionError,
    IntegrityError,
    InterfaceError,
    OperationalError,
)
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.types import TypeDecorator

from portal.errors import ConstraintError, DatabaseUnavailableError, UnfitValueError

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
BUSY_TIMEOUT_MS = 5000
# As many as a process has threads: one beyond these is opened for a single use and closed again.
KEPT_OPEN = 32
# PostgreSQL's own words for a database that stands still; it takes no lock of those who write.
STILL: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
# Shorter than one durable write, so the lock never lies idle for long.
POLL_SECONDS = 0.0005


class Base(DeclarativeBase):
    """All tables; the naming convention makes every constraint mappable to a domain error."""

    metadata = MetaData(naming_convention=NAMING)


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC moments on both databases; SQLite drops the zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive moment cannot be stored")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Database:
    """One database of an installation, SQLite or PostgreSQL.

    Sessions are for everything; bare connections for the few statements that every scan and every
    rating pays for, because a session costs as much as the statement.
    """

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)
        # One statement needs no transaction around it, and no round trips to begin and end one.
        self._glances = (
            self.engine
            if self.is_sqlite
            else self.engine.execution_options(isolation_level="AUTOCOMMIT")
        )
        self._lock = _WriteLock(_lock_path(url)) if self.is_sqlite else None

    @contextmanager
    def glancing(self) -> Iterator[Connection]:
        """Yield a bare connection for one query."""
        with _named_errors(), self._glances.connect() as connection:
            yield connection

    @contextmanager
    def reading(self, *, still: bool = False) -> Iterator[Session]:
        """Yield a session for queries; a change made in it is a mistake and is refused.

        For what several queries must agree on, the database stands `still` while others write; on
        SQLite it always does.
        """
        with _named_errors(), self._sessions() as session:
            if self.is_sqlite:
                session.connection().exec_driver_sql("BEGIN")
            elif still:
                session.connection(execution_options=STILL)
            yield session
            if session.new or session.dirty or session.deleted:
                raise AssertionError("a reading session was changed")
            # What was read stays readable: closing would roll back and expire it.
            session.expunge_all()

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Yield a bare connection to which the database stands still while others write."""
        with _named_errors(), self.engine.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN")
            else:
                connection.execution_options(**STILL)
            yield connection
            connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Yield a session and commit it; hold the host's write lock on SQLite.

        SQLite starves writers in its sleep-and-poll busy handler; one queue per host keeps the
        ninety-ninth percentile low. Nothing slow (hashing, pictures, mail) may run inside.
        """
        with _named_errors(), self._turn(), self._sessions() as session:
            if self.is_sqlite:
                session.connection().exec_driver_sql("BEGIN IMMEDIATE")
            yield session
            session.commit()

    @contextmanager
    def jotting(self) -> Iterator[Connection]:
        """Yield a bare connection and commit it, under the same lock as `writing`."""
        with _named_errors(), self._turn(), self.engine.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            connection.commit()

    def dispose(self) -> None:
        """Close what is open, before a fork above all; what is needed later is opened anew."""
        self.engine.dispose()
        if self._lock is not None:
            self._lock.close()

    def _turn(self) -> AbstractContextManager[None]:
        return nullcontext() if self._lock is None else self._lock.held()


class _WriteLock:
    """One writer at a time among the threads and processes of this host."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._thread_lock = threading.Lock()
        self._file: TextIO | None = None

    @contextmanager
    def held(self) -> Iterator[None]:
        if not self._thread_lock.acquire(timeout=BUSY_TIMEOUT_MS / 1000):
            raise DatabaseUnavailableError
        try:
            if self._path is None:
                yield
                return
            if self._file is None:
                self._file = _opened(self._path)
            _lock_within_patience(self._file)
            try:
                yield
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)
        finally:
            self._thread_lock.release()

    def close(self) -> None:
        """Let go of the file: two processes that shared one opening would share its lock."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _opened(path: Path) -> TextIO:
    try:
        return path.open("w")
    except OSError as error:  # a disk that is full or cannot be written
        raise DatabaseUnavailableError(reason=str(error.strerror)) from error


def _lock_within_patience(file: TextIO) -> None:
    """Wait for another process, but not for one that hangs: a page must come, even a sorry one."""
    patient_until = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > patient_until:
                raise DatabaseUnavailableError(reason="write lock held") from error
            time.sleep(POLL_SECONDS)
        else:
            return


@contextmanager
def _named_errors() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        raise ConstraintError(constraint=_constraint(error)) from error
    except DataError as error:
        # The driver's message quotes what people typed: it goes no further.
        raise UnfitValueError from error
    except (OperationalError, InterfaceError) as error:
        raise DatabaseUnavailableError(reason=str(error.orig)) from error


def _constraint(error: IntegrityError) -> str:
    diag = getattr(error.orig, "diag", None)
    if diag is not None:
        return str(diag.constraint_name or "")
    # SQLite says "UNIQUE constraint failed: table.column, …": rebuild our conventional name.
    _, _, columns = str(error.orig).partition("UNIQUE constraint failed: ")
    if not columns:
        return str(error.orig).rpartition(": ")[2]
    pairs = [column.strip().split(".") for column in columns.split(",")]
    return "uq_" + "_".join([pairs[0][0], *(pair[-1] for pair in pairs)])


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        # Without it a forgotten lock of another program would hold every citizen's page for ever.
        patience = {"options": f"-c lock_timeout={BUSY_TIMEOUT_MS}"}
        engine = create_engine(parsed, pool_size=KEPT_OPEN, max_overflow=8, connect_args=patience)
        event.listen(engine, "checkout", _refuse_dead)
        return engine
    if parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, pool_size=KEPT_OPEN, max_overflow=40)
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _refuse_dead(connection: psycopg.Connection[Any], _record: Any, _proxy: Any) -> None:
    """Let the pool replace a connection that the server has ended.

    The server speaks first on an idle connection only to say so. Looking whether it did costs a
    hundredth of the round trip of a ping, which every query would pay for.
    """
    listener = select.poll()
    listener.register(connection.fileno(), select.POLLIN)
    if connection.closed or listener.poll(0):
        raise DisconnectionError


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver must not open transactions by itself: `writing` says BEGIN IMMEDIATE.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        # Deleted envelopes and contacts must not survive in free pages.
        "secure_delete=ON",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _lock_path(url: str) -> Path | None:
    database = make_url(url).database
    return Path(f"{database}.lock") if database and database != ":memory:" else None
