"""Run the chores of this installation: fold ratings, forget what is over, sweep what was left."""

import argparse
import signal
import threading
from types import FrameType

from portal.chores import CHORES
from portal.clock import utc_now
from portal.config import Config
from portal.db import Database
from portal.jobs.chores import run_once
from portal.jobs.worker import PAUSE_SECONDS, run_forever
from portal.words.translate import DEFAULT_LANGUAGE, LANGUAGES, N_, say


def configure(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("worker", help="do the chores, again and again until stopped")
    parser.add_argument("--once", action="store_true", help="do them once, say how many, and end")
    parser.add_argument("--pause", type=float, default=PAUSE_SECONDS, metavar="SECONDS")
    parser.add_argument("--lang", default=DEFAULT_LANGUAGE, choices=LANGUAGES)


def run(args: argparse.Namespace, config: Config, database: Database) -> int:
    """Work until SIGTERM or Ctrl-C; with `--once`, return 1 if a chore failed."""
    if args.once:
        return _once(config, database, args.lang)
    work(config, database, args.pause)
    return 0


def work(config: Config, database: Database, pause_seconds: float = PAUSE_SECONDS) -> None:
    """Do rounds of chores until this process is told to stop."""
    stop = threading.Event()

    def finish(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, finish)
    run_forever(CHORES, database, config, clock=utc_now, stop=stop, pause_seconds=pause_seconds)


def _once(config: Config, database: Database, lang: str) -> int:
    outcome = run_once(CHORES, database, config, utc_now())
    for name, count in outcome.done.items():
        print(f"{name}: {count}")
    for name in outcome.failed:
        print(say(lang, N_("%(chore)s: failed"), chore=name))
    return 1 if outcome.failed else 0
