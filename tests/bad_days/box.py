"""The box of a commune: the portal's web and worker as processes that can be killed and started."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from portal import schema
from portal.clock import utc_now
from portal.config import Config
from portal.db import Database
from portal.founding import ReplyTerm, found
from portal.offices.kinds import AuthorityType, UnitKind
from portal.offices.setup import NewOffice
from tests import postgres
from tests.journeys.servers import free_port, wait_until_up

SECRET = "a secret for bad days only, thirty-two or more"
PAUSE_SECONDS = "0.05"


class Box:
    """Web and worker on one database; `cluster` is None on SQLite."""

    def __init__(self, url: str, directory: Path, cluster: postgres.Cluster | None) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environ = {
            "PORTAL_ENV": "demo",
            "PORTAL_DATA_DIR": str(directory / "data"),
            "PORTAL_DATABASE_URL": url,
            "PORTAL_SECRET_KEY": SECRET,
            "PORTAL_TRUSTED_PROXIES": "1",
            "PUBLIC_URL": self.url,
        }
        self.config = Config.from_env(self.environ)
        self.log = directory / "log"
        self._cluster = cluster
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def settle(self) -> str:
        """Found a commune and return the code of its counter."""
        database = self.database()
        schema.upgrade(database)
        office = NewOffice(
            code="99999",
            name="Xã Suối Mơ",
            type=AuthorityType.XA,
            province="Tỉnh Minh Họa",
            units=(("Trung tâm Phục vụ hành chính công", UnitKind.INTERNAL),),
            admin_username="quantri",
            admin_name="Trịnh Công Huy",
        )
        with database.writing() as session:
            code = found(session, self.config.keys, office, ReplyTerm(), now=utc_now()).point.code
        database.dispose()
        return code

    def database(self) -> Database:
        return Database(self.environ["PORTAL_DATABASE_URL"])

    def ways_to_die(self) -> list[str]:
        return ["power", "web", "one of the web", "worker"] + ["database"] * bool(self._cluster)

    def start(self) -> None:
        """Start what does not run, and wait until the front door opens."""
        serve = ["serve", "--no-worker", "--bind", f"127.0.0.1:{self.port}"]
        self._start("web", serve)
        self._start("worker", ["worker", "--pause", PAUSE_SECONDS])
        wait_until_up(f"{self.url}/ready", self._running["web"])

    def kill(self, what: str) -> None:
        """End something with SIGKILL, which nothing can catch, and leave it down."""
        if what == "database" and self._cluster:
            self._cluster.kill()
        elif what == "one of the web":
            _kill(*_children(_children([self._running["web"].pid]))[:1])
        else:
            names = ("web", "worker") if what == "power" else (what,)
            for name in names:
                self._end(name)

    def bring_back(self, what: str) -> None:
        """Do what a keeper or systemd does; a web process or the portal's own way is its own."""
        if what == "database" and self._cluster:
            self._cluster.start()
        self.start()

    def stop(self) -> None:
        for name in list(self._running):
            self._end(name)

    def command(self, *arguments: str) -> str:
        """Run a command of the portal and return what it printed; it must succeed."""
        done = self.run(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the portal to its end."""
        return subprocess.run(
            [sys.executable, "-m", "portal", *arguments],
            env={**os.environ, **self.environ},
            capture_output=True,
            text=True,
            check=False,
        )

    def _start(self, name: str, arguments: list[str]) -> None:
        if name in self._running:
            return
        with self.log.open("ab") as log:
            self._running[name] = subprocess.Popen(
                [sys.executable, "-m", "portal", *arguments],
                env={**os.environ, **self.environ},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _end(self, name: str) -> None:
        process = self._running.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def boxes(engine: str, directory: Path, disk: Path | None = None) -> Iterator[Box]:
    """Yield a box on `sqlite` or `postgresql`, not yet settled; a server's data lie on `disk`."""
    if engine == "sqlite":
        box = Box(f"sqlite:///{directory / 'portal.sqlite'}", directory, None)
        yield box
        box.stop()
        return
    with postgres.own_server(durable=True, on_disk=disk) as cluster:
        box = Box(cluster.url.render_as_string(hide_password=False), directory, cluster)
        yield box
        box.stop()


def _children(parents: list[int]) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(stat.read_text().rpartition(")")[2].split()[1]) in parents:
                found.append(int(stat.parent.name))
    return sorted(found)


def _kill(*processes: int) -> None:
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
