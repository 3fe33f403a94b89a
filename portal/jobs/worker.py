"""The worker: rounds of chores with pauses between them until it is told to stop."""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime

from portal.config import Config
from portal.db import Database
from portal.jobs.chores import Chore, run_once

PAUSE_SECONDS = 20.0


def run_forever(
    chores: Sequence[Chore],
    database: Database,
    config: Config,
    *,
    clock: Callable[[], datetime],
    stop: threading.Event,
    pause_seconds: float = PAUSE_SECONDS,
) -> None:
    """Do rounds until `stop` is set; a round that has begun is finished first."""
    while not stop.is_set():
        run_once(chores, database, config, clock())
        stop.wait(pause_seconds)
