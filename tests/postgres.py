"""A PostgreSQL for the tests: TEST_DATABASE_URL, else the system's own binaries."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, create_engine, make_url, text

MISSING = (
    "PostgreSQL is needed by the tests: set TEST_DATABASE_URL or install it "
    "(Debian: apt-get install postgresql)"
)


@contextmanager
def server(*, durable: bool = False) -> Iterator[URL]:
    """Yield the address of a server whose user may create databases.

    Tests need nothing that survives a power cut; a measurement asks for it with `durable`.
    """
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield make_url(url)
        return
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_major)
    if not binaries:
        raise RuntimeError(MISSING)
    # A directory of its own: pytest tidies up its own ones while other runs still use theirs.
    with (
        tempfile.TemporaryDirectory(prefix="portal-pg-", ignore_cleanup_errors=True) as home,
        _started(binaries[-1], Path(home), durable=durable) as own,
    ):
        yield own


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


def _major(binaries: Path) -> int:
    return int(binaries.parent.name)


@contextmanager
def _started(binaries: Path, home: Path, *, durable: bool) -> Iterator[URL]:
    # PostgreSQL refuses to run as root; its own system user exists wherever it is installed.
    user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    if os.geteuid() == 0:
        shutil.chown(home, user)

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [binaries / program, "-D", home / "data", *arguments],
            user=user if os.geteuid() == 0 else None,
            check=True,
            capture_output=True,
            cwd=home,
        )

    run("initdb", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync")
    options = f"-c listen_addresses='' -k {home}"
    if not durable:
        options += " -c fsync=off -c full_page_writes=off"
    run("pg_ctl", "-w", "-l", str(home / "log"), "-o", options, "start")
    try:
        yield URL.create(
            "postgresql", username=user, database="postgres", query={"host": str(home)}
        )
    finally:
        run("pg_ctl", "-m", "immediate", "stop")
