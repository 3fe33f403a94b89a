"""The real server: started as a commune starts it, watched from outside, stopped and hurt."""

import http.client
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from portal import schema
from portal.commands import serve
from portal.db import Database
from portal.logs import ServerLines
from tests.builders import make_authority, make_point, make_survey, make_unit
from tests.portal.commands.conftest import Run

CODE = "K7M2QXG"
SLOW_UPLOADS = 24
STOPS_WITHIN = 30
FORGED = "evil.example"
PAGES = ("/q/", f"/q/{CODE}", f"/q/{CODE}/cam-on", f"/q/?code={CODE}", f"/q/{CODE}/y-kien")


@pytest.fixture
def port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture
def hall(tmp_path: Path) -> Database:
    """A commune with one counter, in the SQLite file the server will use by itself."""
    database = Database(f"sqlite:///{tmp_path / 'portal.sqlite'}")
    schema.upgrade(database)
    with database.writing() as session:
        authority = make_authority(session)
        make_point(session, make_unit(session, authority), code=CODE)
        make_survey(session, authority)
    database.dispose()
    return database


def start(data_dir: Path, port: int, *flags: str) -> subprocess.Popen[str]:
    """Start `portal serve` on the SQLite file of a directory."""
    environ = {
        **os.environ,
        "PORTAL_ENV": "demo",
        "PORTAL_DATA_DIR": str(data_dir),
        "PORTAL_DATABASE_URL": "",
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    command = [sys.executable, "-m", "portal", "serve", "--bind", f"127.0.0.1:{port}", *flags]
    return subprocess.Popen(command, env=environ, stderr=subprocess.PIPE, text=True)


@contextmanager
def serving(data_dir: Path, port: int, *flags: str) -> Iterator[subprocess.Popen[str]]:
    """Serve until the block ends; it begins when the server answers."""
    process = start(data_dir, port, *flags)
    try:
        until(lambda: answers(port) or process.poll() is not None)
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=STOPS_WITHIN)


def until(is_so: Callable[[], object], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def answers(port: int) -> bool:
    try:
        return ask(port, "/health").status == 200
    except (OSError, http.client.HTTPException):
        return False


@dataclass(frozen=True)
class Answer:
    """A status, and headers and body as one text."""

    status: int
    text: str


def ask(port: int, path: str, **headers: str) -> Answer:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers.as_string() + answer.read().decode())


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def family(pid: int) -> list[int]:
    return [member for child in children(pid) for member in (child, *family(child))]


def is_alive(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def workers(pid: int) -> list[int]:
    """Return the children that serve nobody: the server has children of its own."""
    return [child for child in children(pid) if not children(child)]


def dribble(port: int) -> socket.socket:
    """Begin an upload that will never end."""
    upload = socket.create_connection(("127.0.0.1", port))
    head = f"POST /q/{CODE} HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    upload.sendall(f"{head}{kind}comment=".encode())
    return upload


def test_slow_uploads_do_not_keep_a_page_from_answering(
    tmp_path: Path, hall: Database, port: int
) -> None:
    with serving(tmp_path, port, "--no-worker"), ExitStack() as stack:
        ask(port, f"/q/{CODE}")
        uploads = [stack.enter_context(dribble(port)) for _ in range(SLOW_UPLOADS)]
        for _ in range(5):
            for upload in uploads:
                upload.sendall(b"a")
            began = time.monotonic()
            assert ask(port, f"/q/{CODE}").status == 200
            assert time.monotonic() - began < 1


def test_sigterm_ends_server_and_worker_and_leaves_no_orphan(
    tmp_path: Path, hall: Database, port: int
) -> None:
    with serving(tmp_path, port) as process:
        members = family(process.pid)
        assert len(members) == 2 + serve.PROCESSES
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=STOPS_WITHIN) == 0
        assert [pid for pid in members if is_alive(pid)] == []


def test_even_a_killed_server_leaves_no_orphan(tmp_path: Path, hall: Database, port: int) -> None:
    with serving(tmp_path, port) as process:
        members = family(process.pid)
        process.kill()
        until(lambda: not any(is_alive(pid) for pid in members))
        assert not answers(port)


def test_a_worker_that_died_is_started_again_and_the_log_says_so(
    tmp_path: Path, hall: Database, port: int
) -> None:
    with serving(tmp_path, port) as process:
        [worker] = workers(process.pid)
        os.kill(worker, signal.SIGKILL)
        until(lambda: not is_alive(worker) and len(workers(process.pid)) == 1)
        assert answers(port)
        process.terminate()
        _, log = process.communicate(timeout=STOPS_WITHIN)
    assert "the worker ended and is started again" in log


def test_a_port_in_use_is_said_in_one_sentence(tmp_path: Path, port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        process = start(tmp_path, port)
        _, words = process.communicate(timeout=STOPS_WITHIN)
    assert process.returncode == 1
    assert words == (
        f"127.0.0.1:{port} đang có chương trình khác dùng: "
        "xin dừng chương trình đó, hoặc chọn cổng khác bằng --bind.\n"
    )


@pytest.mark.parametrize("bind", ["8000", "127.0.0.1:x", "127.0.0.1:65536", "256.1.1.1:80"])
def test_an_address_that_is_none_is_refused(
    run_command: Run, capsys: pytest.CaptureFixture[str], bind: str
) -> None:
    assert run_command(serve, "serve", "--bind", bind) == 1
    assert capsys.readouterr().err.startswith(f"Không mở được {bind}: ")
    assert run_command(serve, "serve", "--lang", "en", "--bind", bind) == 1
    assert capsys.readouterr().err.startswith(f"Cannot listen on {bind}: ")


def test_an_empty_database_is_brought_up_to_date(tmp_path: Path, port: int) -> None:
    with serving(tmp_path, port, "--no-worker"):
        assert ask(port, "/ready").status == 200


def test_a_database_newer_than_the_program_is_refused(
    run_command: Run, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    stands_at = schema.current(database)
    _stamp(database, "9999")
    try:
        assert run_command(serve, "serve", "--no-worker") == 1
    finally:
        _stamp(database, str(stands_at))
    words = capsys.readouterr().err
    assert words.startswith("Cơ sở dữ liệu đang ở phiên bản 9999, phần mềm này chưa biết: ")
    assert words.count("\n") == 1


def test_a_forged_host_gets_into_no_address(tmp_path: Path, hall: Database, port: int) -> None:
    forged = {"Host": FORGED, "X-Forwarded-Host": FORGED, "X-Forwarded-Proto": "gopher"}
    with serving(tmp_path, port, "--no-worker", "--processes", "1"):
        for path in PAGES:
            answer = ask(port, path, **forged)
            assert answer.status < 400, path
            assert FORGED not in answer.text, path
            assert "gopher" not in answer.text, path


@pytest.mark.parametrize(
    "torn",
    [
        b"GET /q/K7M2QXG?words=Mai HTTP/9.9\r\n\r\n",
        b"GET /q/K7M2QXG HTTP/1.1\r\nHost: x\r\nMai: 1\r\nMai\r\n\r\n",
        b"Mai /tra-cuu\r\n\r\n",
    ],
)
def test_a_torn_request_is_logged_without_its_sender_and_its_words(
    tmp_path: Path, hall: Database, port: int, torn: bytes
) -> None:
    with serving(tmp_path, port, "--no-worker", "--processes", "1") as process:
        with socket.create_connection(("127.0.0.1", port)) as sender:
            sender.sendall(torn)
            sender.recv(1024)
        process.terminate()
        _, log = process.communicate(timeout=STOPS_WITHIN)
    lines = [json.loads(line) for line in log.splitlines()]
    assert [line["what"] for line in lines if line["from"] == "gunicorn.error"] == [
        "Invalid request"
    ]
    assert not any(word in log for word in ("127.0.0.1", "K7M2QXG", "tra-cuu", "Mai"))


def test_the_server_s_own_words_are_kept_and_a_visitor_s_are_not() -> None:
    def line(words: str, *values: object) -> str:
        record = logging.LogRecord("gunicorn.error", logging.ERROR, "", 0, words, values, None)
        return str(json.loads(ServerLines().format(record))["what"])

    assert line("Worker (pid:%s) was sent %s!", 7, "SIGKILL") == "Worker (pid:7) was sent SIGKILL!"
    assert "tra-cuu" not in line("Error handling request %s %s", "GET", "/tra-cuu/secret")


def _stamp(database: Database, version: str) -> None:
    with database.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{version}'")  # noqa: S608  # our own number
