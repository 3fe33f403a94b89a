"""The three that are measured, on one database engine, each in processes of its own."""

import os
import random
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from sqlalchemy import URL, func, make_url, select

from portal import schema
from portal.clock import utc_now
from portal.config import Config
from portal.db import Database
from portal.founding import ReplyTerm, found
from portal.offices.events import Actor
from portal.offices.kinds import AuthorityType, UnitKind
from portal.offices.places import add_point
from portal.offices.setup import NewOffice
from portal.ratings.models import Envelope, Response, Submission
from tests import postgres
from tests.load import floors
from tests.load.first_visit import fetch
from tests.load.forms import Form, form_of
from tests.load.processes import Running, free_port, running
from tests.load.traffic import Target

SECRET = "a secret for measuring only, thirty-two or more"
POINTS = 6
FORMS_MADE = 200


@dataclass(frozen=True)
class Rival:
    """Something that takes ratings, how many it holds, and its later work in CPU seconds."""

    name: str
    target: Target
    server: Running
    stored: Callable[[], int]
    fold: Callable[[], float] = float


@contextmanager
def rivals(engine: str, directory: Path) -> Iterator[list[Rival]]:
    """Yield hello, the second floor and the portal, running, on `sqlite` or `postgresql`."""
    with ExitStack() as stack:
        if engine == "sqlite":
            ours, theirs = (f"sqlite:///{directory / name}.sqlite" for name in ("ours", "floor"))
            database_pid = None
        else:
            url = stack.enter_context(postgres.server(durable=True))
            ours = stack.enter_context(postgres.fresh_database(url, "load_ours"))
            theirs = stack.enter_context(postgres.fresh_database(url, "load_floor"))
            database_pid = _postmaster(url)
        portal = stack.enter_context(the_portal(ours, directory, database_pid))
        page = directory / "page.html"
        page.write_text(fetch(portal.target.port, portal.target.paths[0]).text, encoding="utf-8")
        yield [
            stack.enter_context(_hello(portal.target)),
            stack.enter_context(_floor(portal.target, theirs, page, database_pid)),
            portal,
        ]


@contextmanager
def _hello(like: Target) -> Iterator[Rival]:
    port = free_port()
    with running(["tests.load.floors", str(port)], port) as server:
        target = Target(port, ["/"], like.forms, acknowledged_by=200, has_token=False)
        yield Rival("bare Flask, a word", target, server, stored=int)


@contextmanager
def _floor(like: Target, url: str, page: Path, database_pid: int | None) -> Iterator[Rival]:
    floors.create_table(url)
    port = free_port()
    arguments = ["tests.load.floors", str(port), "--page", str(page), "--database", url]
    with running(arguments, port, database_pid=database_pid) as server:
        target = Target(port, ["/"], like.forms, acknowledged_by=303)
        yield Rival("bare Flask, form + insert", target, server, lambda: _rows(url))


@contextmanager
def the_portal(url: str, directory: Path, database_pid: int | None = None) -> Iterator[Rival]:
    """Found a commune with some counters in an empty database and serve it."""
    port = free_port()
    environ = {
        "PORTAL_ENV": "demo",
        "PORTAL_DATA_DIR": str(directory / "data"),
        "PORTAL_DATABASE_URL": url,
        "PORTAL_SECRET_KEY": SECRET,
        "PORTAL_TRUSTED_PROXIES": "1",
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    codes = _settle(Database(url), Config.from_env(environ))
    arguments = ["portal", "serve", "--no-worker", "--bind", f"127.0.0.1:{port}"]
    with running(arguments, port, environ, database_pid) as server:
        paths = [f"/q/{code}" for code in codes]
        form = form_of(fetch(port, paths[0]).text)
        target = Target(port, paths, _filled(form), 303)
        yield Rival("the portal", target, server, _counter(url), lambda: _fold(environ))


def _fold(environ: dict[str, str]) -> float:
    """Let the worker move everything that waits, and return its CPU seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "portal", "worker", "--once"]
    subprocess.run(command, env={**os.environ, **environ}, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def _filled(form: Form) -> list[bytes]:
    chance = random.Random(5)  # noqa: S311  # answers, not secrets
    return [form.filled(chance) for _ in range(FORMS_MADE)]


def _settle(database: Database, config: Config) -> list[str]:
    """Found a commune with some counters; return their codes."""
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
        first = found(session, config.keys, office, ReplyTerm(), now=utc_now()).point
        actor = Actor(first.authority_id)
        points = [
            add_point(session, actor, first.unit_id, f"Quầy {n + 2}", now=utc_now())
            for n in range(POINTS - 1)
        ]
        codes = [point.code for point in (first, *points)]
    database.dispose()
    return codes


def _counter(url: str) -> Callable[[], int]:
    """Return a count of stored ratings that fails unless every spent id has its one rating."""

    def stored() -> int:
        database = Database(url)
        with database.reading() as session:
            spent, waiting, folded = (
                session.scalar(select(func.count()).select_from(table)) or 0
                for table in (Submission, Envelope, Response)
            )
        database.dispose()
        assert spent == waiting + folded, f"{spent} ids were spent for {waiting + folded} ratings"
        return spent

    return stored


def _rows(url: str) -> int:
    count = "SELECT count(*) FROM rating"
    if url.startswith("sqlite"):
        with sqlite3.connect(str(make_url(url).database)) as lite:
            return int(lite.execute(count).fetchone()[0])
    with psycopg.connect(floors.dsn(url)) as connection:
        row = connection.execute(count).fetchone()
    return int(row[0]) if row else 0


def _postmaster(url: URL) -> int | None:
    """Return the process of a server of our own; one that was given to us cannot be measured."""
    file = Path(str(url.query.get("host", ""))) / "data" / "postmaster.pid"
    return int(file.read_text().split()[0]) if file.exists() else None
