"""Whatever dies under load: what was acknowledged is there once, nothing is half there."""

import os
import random
import time
from pathlib import Path

import pytest

from tests.bad_days.box import Box, boxes
from tests.bad_days.ledger import check_books
from tests.bad_days.people import HONEST, Crowd

ROUNDS = 100 if os.environ.get("PROVE") else 10


@pytest.mark.slow
@pytest.mark.timeout(60 * ROUNDS)
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_nothing_acknowledged_is_lost_and_nothing_is_twice(engine: str, tmp_path: Path) -> None:
    with boxes(engine, tmp_path) as box:
        code = box.settle()
        box.start()
        with Crowd(box.port, code, "xa-suoi-mo", raters=6, writers=2) as crowd:
            kill_again_and_again(box, random.Random(engine))  # noqa: S311  # moments, not secrets
        assert not crowd.failures
        assert set(crowd.memory.statuses) <= HONEST, crowd.memory.statuses
        box.stop()
        box.command("worker", "--once")
        check_books(box, crowd.memory)
        assert "Traceback" not in box.log.read_text()


def kill_again_and_again(box: Box, chance: random.Random) -> None:
    """Kill at random moments, each way to die in its turn, and bring it back."""
    ways = box.ways_to_die()
    for n in range(ROUNDS):
        time.sleep(chance.uniform(0.1, 0.6))
        box.kill(ways[n % len(ways)])
        time.sleep(chance.uniform(0.0, 0.3))
        box.bring_back(ways[n % len(ways)])
