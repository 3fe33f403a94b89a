"""Two bare Flask applications to compare with: a word, and a form with one durable insert."""

import argparse
import fcntl
import gzip
import json
import os
import sqlite3
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import psycopg
from flask import Flask, Response, redirect, request
from sqlalchemy import make_url
from werkzeug.wrappers import Response as Redirect

from portal.commands.serve import PROCESSES, Server, listen
from tests.load.forms import form_of

LONGEST_WORDS = 5000

Insert = Callable[[bytes, str], None]


def hello() -> Flask:
    """Answer everything with a word."""
    app = Flask(__name__)

    @app.route("/", methods=["GET", "POST"])
    def word() -> str:
        request.get_data()
        return "hello"

    return app


def form(page: Path, insert: Insert) -> Flask:
    """Serve a page that never changes; check its form by hand and store it durably."""
    app = Flask(__name__)
    html = page.read_text(encoding="utf-8")
    packed = gzip.compress(html.encode(), 6)
    offered = form_of(html)
    allowed = {name: frozenset(values) for name, values in offered.choices.items()}

    @app.get("/")
    def show() -> Response:
        headers = {"Content-Encoding": "gzip", "Content-Type": "text/html; charset=utf-8"}
        return Response(packed, headers=headers)

    @app.post("/")
    def take() -> Response | Redirect:
        sent = request.form
        said = {name: sent[name] for name, values in allowed.items() if sent[name] in values}
        said |= {name: sent[name] for name in offered.words if len(sent[name]) <= LONGEST_WORDS}
        if len(said) != len(allowed) + len(offered.words):
            return Response("no", 422)
        insert(os.urandom(16), json.dumps(said))
        return redirect("/", 303)

    return app


def create_table(url: str) -> None:
    """Make the one table of the second floor, on SQLite with a write-ahead log as ours."""
    columns = "id {} PRIMARY KEY, given_on DATE NOT NULL, said TEXT NOT NULL"
    if url.startswith("sqlite"):
        with sqlite3.connect(str(make_url(url).database)) as lite:
            lite.execute("PRAGMA journal_mode=WAL")
            lite.execute(f"CREATE TABLE rating ({columns.format('BLOB')}) WITHOUT ROWID")
        return
    with psycopg.connect(dsn(url)) as connection:
        connection.execute(f"CREATE TABLE rating ({columns.format('BYTEA')})")


def insert_into(url: str) -> Insert:
    return _sqlite(str(make_url(url).database)) if url.startswith("sqlite") else _postgres(url)


def _sqlite(path: str) -> Insert:
    """Insert durably, one writer of the host at a time.

    The lock makes this floor faster, not slower: without it the writers sleep and poll.
    """
    own, lock = threading.local(), threading.Lock()
    file = Path(f"{path}.lock").open("w")  # noqa: SIM115  # held for as long as the process

    def insert(key: bytes, said: str) -> None:
        if not hasattr(own, "connection"):
            own.connection = sqlite3.connect(path, isolation_level=None, timeout=20)
            own.connection.execute("PRAGMA synchronous=FULL")
        with lock:
            fcntl.flock(file, fcntl.LOCK_EX)
            try:
                own.connection.execute(
                    "INSERT INTO rating VALUES (?, '2026-11-20', ?)", (key, said)
                )
            finally:
                fcntl.flock(file, fcntl.LOCK_UN)

    return insert


def _postgres(url: str) -> Insert:
    own = threading.local()

    def insert(key: bytes, said: str) -> None:
        if not hasattr(own, "connection"):
            own.connection = psycopg.connect(dsn(url), autocommit=True)
        own.connection.execute(
            "INSERT INTO rating VALUES (%s, '2026-11-20', %s)", (key, said), prepare=True
        )

    return insert


def dsn(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def main() -> None:
    """Serve a floor exactly as the portal is served."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("--page", type=Path)
    parser.add_argument("--database")
    args = parser.parse_args()
    load = hello if args.page is None else partial(form, args.page, insert_into(args.database))
    Server(lambda: load().wsgi_app, listen(f"127.0.0.1:{args.port}"), PROCESSES).run()


if __name__ == "__main__":
    main()
