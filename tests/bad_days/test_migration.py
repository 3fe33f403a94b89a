"""A migration that is cut off in the middle: nothing is half there, and the next one finishes."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import inspect

from portal import schema
from portal.models import Base
from tests.bad_days.box import Box, boxes

CUTS = 30 if os.environ.get("PROVE") else 4
LONGEST_SECONDS = 2.5


@pytest.mark.slow
@pytest.mark.timeout(60 * CUTS)
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_migration_cut_off_leaves_all_or_nothing(engine: str, tmp_path: Path) -> None:
    chance = random.Random(engine)  # noqa: S311  # moments, not secrets
    with boxes(engine, tmp_path) as box:
        for _ in range(CUTS):
            cut_off(box, chance.uniform(LONGEST_SECONDS / 3, LONGEST_SECONDS))
            stands_at, tables = state(box)
            assert (stands_at, tables) in ((None, 0), (schema.head(), len(Base.metadata.tables)))
        box.command("migrate")
        assert state(box) == (schema.head(), len(Base.metadata.tables))
        box.settle()


def cut_off(box: Box, seconds: float) -> None:
    """Start a migration from nothing and kill it after some seconds."""
    database = box.database()
    if schema.current(database) is not None:
        schema.downgrade(database, "base")
    database.dispose()
    command = [sys.executable, "-m", "portal", "migrate"]
    environ = {**os.environ, **box.environ}
    with subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL) as process:
        time.sleep(seconds)
        process.kill()


def state(box: Box) -> tuple[str | None, int]:
    """Return the revision the database stands at and how many of our tables it has."""
    database = box.database()
    ours = set(inspect(database.engine).get_table_names()) & set(Base.metadata.tables)
    stands_at = schema.current(database)
    database.dispose()
    return stands_at, len(ours)
