"""Chores run one by one, and one that fails stops neither the others nor the worker."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from portal.config import Config
from portal.db import Database
from portal.errors import DatabaseUnavailableError
from portal.jobs.chores import Chore, Work, run_once
from portal.jobs.worker import run_forever


def doing(count: int, when_called: Callable[[datetime], object] = bool) -> Work:
    def work(_database: Database, _config: Config, now: datetime) -> int:
        when_called(now)
        return count

    return work


def failing(error: Exception) -> Work:
    def work(_database: Database, _config: Config, _now: datetime) -> int:
        raise error

    return work


def test_each_chore_says_how_much_it_did(database: Database, config: Config, now: datetime) -> None:
    chores = [Chore("one", doing(3)), Chore("two", doing(0))]
    outcome = run_once(chores, database, config, now)
    assert outcome.done == {"one": 3, "two": 0}
    assert outcome.failed == ()


def test_a_chore_that_breaks_stops_no_other(
    database: Database, config: Config, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    chores = [
        Chore("broken", failing(ZeroDivisionError("somebody's words"))),
        Chore("locked out", failing(DatabaseUnavailableError())),
        Chore("fine", doing(1)),
    ]
    with caplog.at_level(logging.INFO):
        outcome = run_once(chores, database, config, now)
    assert outcome.failed == ("broken", "locked out")
    assert outcome.done == {"fine": 1}
    lines = [(record.message, record.__dict__["chore"]) for record in caplog.records]
    assert lines == [
        ("chore failed", "broken"),
        ("chore has to wait for the database", "locked out"),
        ("chore done", "fine"),
    ]


def test_the_worker_goes_round_until_it_is_told_to_stop(
    database: Database, config: Config, now: datetime
) -> None:
    stop = threading.Event()
    moments: list[datetime] = []

    def third_time(moment: datetime) -> None:
        moments.append(moment)
        if len(moments) == 3:
            stop.set()

    ticks = (now + timedelta(minutes=minute) for minute in range(9))
    run_forever(
        [Chore("count", doing(1, third_time))],
        database,
        config,
        clock=lambda: next(ticks),
        stop=stop,
        pause_seconds=0,
    )
    assert moments == [now, now + timedelta(minutes=1), now + timedelta(minutes=2)]


def test_a_worker_that_was_stopped_first_does_nothing(
    database: Database, config: Config, now: datetime
) -> None:
    stop = threading.Event()
    stop.set()
    broken = Chore("never", failing(AssertionError()))
    run_forever([broken], database, config, clock=lambda: now, stop=stop)
