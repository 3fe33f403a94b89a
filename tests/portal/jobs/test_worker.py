"""The command `portal worker` and the real chores of an installation."""

import argparse
import os
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from portal.chores import CHORES
from portal.commands import worker
from portal.config import Config
from portal.db import Database
from portal.jobs.chores import run_once
from portal.keys import Keys
from tests.portal.ratings.builders import make_commune, rate


def arguments(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    worker.configure(parser.add_subparsers())
    return parser.parse_args(["worker", *words])


def test_every_chore_of_the_installation_runs(
    database: Database, config: Config, keys: Keys, now: datetime
) -> None:
    rate(database, keys, make_commune(database), now, times=5)
    outcome = run_once(CHORES, database, config, now)
    assert outcome.failed == ()
    assert outcome.done["fold-ratings"] == 5
    assert len({chore.name for chore in CHORES}) == len(CHORES)


def test_once_says_what_was_done(
    database: Database,
    config: Config,
    keys: Keys,
    now: datetime,
    capsys: pytest.CaptureFixture[str],
) -> None:
    rate(database, keys, make_commune(database), now, times=6)
    assert worker.run(arguments("--once"), config, database) == 0
    assert "fold-ratings: 6" in capsys.readouterr().out


def test_once_fails_when_the_database_has_no_tables(
    config: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = Database(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    assert worker.run(arguments("--once"), config, empty) == 1
    assert "fold-ratings: không làm được" in capsys.readouterr().out
    assert worker.run(arguments("--once", "--lang", "en"), config, empty) == 1
    assert "fold-ratings: failed" in capsys.readouterr().out
    empty.dispose()


@pytest.mark.slow
def test_a_running_worker_folds_and_ends_cleanly_when_told_to(
    database: Database, now: datetime, tmp_path: Path
) -> None:
    secret = "a secret that only the tests know, 32+"
    rate(database, Keys(secret.encode()), make_commune(database), now, times=5)
    environ = os.environ | {
        "PORTAL_SECRET_KEY": secret,
        "PUBLIC_URL": "https://gopy.example",
        "PORTAL_DATA_DIR": str(tmp_path),
        "PORTAL_DATABASE_URL": database.engine.url.render_as_string(hide_password=False),
    }
    command = [sys.executable, "-m", "portal", "worker", "--pause", "60"]
    with subprocess.Popen(command, env=environ, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert '"chore": "fold-ratings", "count": 5' in process.stderr.readline()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
