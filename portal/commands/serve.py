"""Serve the portal with gunicorn's threads, and keep the worker running beside it."""

import argparse
import ctypes
import errno
import gc
import logging
import signal
import socket
import sys
from collections.abc import Callable
from functools import partial
from multiprocessing import connection, get_context
from multiprocessing.context import ForkProcess
from types import FrameType

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from portal import schema
from portal.app import create_app
from portal.commands.invitation import invitation
from portal.commands.refusals import refusal
from portal.commands.worker import work
from portal.config import Config
from portal.db import Database
from portal.logs import ServerLines
from portal.words.translate import DEFAULT_LANGUAGE, LANGUAGES, N_, say

log = logging.getLogger(__name__)

# A thread is held while a slow phone uploads; enough of them keep the page open for the others.
THREADS = 32
PROCESSES = 2
KEEP_ALIVE_SECONDS = 5
BACKLOG = 2048
# After SIGTERM, what is under way may finish for so long.
GRACE_SECONDS = 10
# A request makes some thousand objects, nearly all of which go without the cycle collector: let it
# look once in several requests. Measured on ratings: a tenth of the CPU.
COLLECT_AFTER = (20_000, 20, 50)
RESTART_PAUSE_SECONDS = 2.0
REFUSED = 1
PR_SET_PDEATHSIG = 1  # linux/prctl.h
LAST_PORT = 65535

WHY_NOT = {
    errno.EADDRINUSE: N_(
        "%(bind)s is in use by another program: stop that one, or choose another with --bind."
    ),
    errno.EINVAL: N_("Cannot listen on %(bind)s: it must look like 127.0.0.1:8000."),
    errno.EACCES: N_(
        "You may not listen on %(bind)s: choose a port from 1024 upwards with --bind."
    ),
}
OTHERWISE = N_("Cannot listen on %(bind)s: %(reason)s.")

Wsgi = Callable[..., object]


def configure(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("serve", help="answer on an address until stopped")
    parser.add_argument("--bind", default="127.0.0.1:8000", metavar="HOST:PORT")
    parser.add_argument("--processes", type=int, default=PROCESSES)
    parser.add_argument("--no-worker", action="store_true", help="when the worker runs elsewhere")
    parser.add_argument("--lang", default=DEFAULT_LANGUAGE, choices=LANGUAGES)


def run(args: argparse.Namespace, config: Config, database: Database) -> int:
    """Serve until told to stop; 1 when the address is taken or the database is newer than we are.

    An old or empty database is brought up to date first.
    """
    if schema.is_newer(database):
        newer = schema.NewerSchemaError(version=schema.current(database))
        return _refuse(refusal(newer, args.lang))
    try:
        listener = listen(args.bind)
    except OSError as error:
        return _refuse(_why_not(args.lang, args.bind, error))
    if schema.current(database) != schema.head():
        schema.upgrade(database)
    if words := invitation(config, database, args.lang):
        print(words, flush=True)
    database.dispose()
    with listener:
        server = _child(partial(_serve, config, listener, args.processes))
    worker = None if args.no_worker else partial(_child, partial(work, config, database))
    return _stand_by(server, worker)


def listen(bind: str) -> socket.socket:
    """Return a listening socket of `host:port`; raise `OSError` when there can be none."""
    host, _, port = bind.rpartition(":")
    # Without a host the kernel would answer on every network the machine is in.
    if not host or not port.isdecimal() or int(port) > LAST_PORT:
        raise OSError(errno.EINVAL, bind)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host.strip("[]"), int(port)), family=family, backlog=BACKLOG)


class ServerLog(Logger):  # type: ignore[misc]  # gunicorn ships no types
    """Gunicorn's log in the shape of ours: nobody's address, and no path that is a key."""

    def setup(self, cfg: object) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(ServerLines())


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """Gunicorn with our settings; each process makes its own application and connections."""

    def __init__(self, load: Callable[[], Wsgi], listener: socket.socket, processes: int) -> None:
        self._load = load
        self._options = {
            "bind": f"fd://{listener.detach()}",  # gunicorn closes it
            "workers": processes,
            "threads": THREADS,
            "worker_class": "gthread",
            "keepalive": KEEP_ALIVE_SECONDS,
            "graceful_timeout": GRACE_SECONDS,
            "control_socket_disable": True,
            "logger_class": ServerLog,
            "errorlog": "-",
            "loglevel": "warning",
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Wsgi:
        wsgi = self._load()
        # What was made by now lives as long as the process: the collector need not look again.
        gc.collect()
        gc.freeze()
        gc.set_threshold(*COLLECT_AFTER)
        return wsgi


def _serve(config: Config, listener: socket.socket, processes: int) -> None:
    Server(partial(_application, config), listener, processes).run()


def _application(config: Config) -> Wsgi:
    return create_app(config, Database(config.effective_database_url)).wsgi_app


def _child(target: Callable[[], None]) -> ForkProcess:
    """Start a forked process that ends when this one does, however that comes about."""
    process = get_context("fork").Process(target=partial(_begin, target))
    process.start()
    return process


def _begin(target: Callable[[], None]) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    target()


def _stand_by(server: ForkProcess, start_worker: Callable[[], ForkProcess] | None) -> int:
    """Keep a worker beside the server until the server ends; return the exit status of both."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        server.terminate()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    worker = start_worker() if start_worker else None
    while worker is not None and start_worker is not None:
        if server.sentinel in connection.wait([server.sentinel, worker.sentinel]):
            break
        worker.join()
        log.warning("the worker ended and is started again", extra={"status": worker.exitcode})
        connection.wait([server.sentinel], RESTART_PAUSE_SECONDS)
        worker = start_worker()
    server.join()
    if worker is not None:
        _end(worker)
    return 0 if server.exitcode == 0 else REFUSED


def _end(process: ForkProcess) -> None:
    """Let a process finish its round; what it leaves undone is done in the next one."""
    process.terminate()
    process.join(GRACE_SECONDS)
    process.kill()
    process.join()


def _refuse(why: str) -> int:
    print(why, file=sys.stderr)
    return REFUSED


def _why_not(lang: str, bind: str, error: OSError) -> str:
    words = WHY_NOT.get(error.errno or 0, OTHERWISE)
    return say(lang, words, bind=bind, reason=error.strerror)
