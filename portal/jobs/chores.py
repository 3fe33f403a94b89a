"""Periodic chores: each runs on its own, so that one that fails does not stop the others."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from portal.config import Config
from portal.db import Database
from portal.errors import DatabaseUnavailableError

log = logging.getLogger(__name__)

Work = Callable[[Database, Config, datetime], int]
"""Does what is due at a moment and returns how many things it did."""


@dataclass(frozen=True)
class Chore:
    """Something to be done again and again; its name stands in the log."""

    name: str
    work: Work


@dataclass(frozen=True)
class Round:
    """What one round of chores did: a count per chore that went well, names of those that broke."""

    done: dict[str, int]
    failed: tuple[str, ...]


def run_once(chores: Iterable[Chore], database: Database, config: Config, now: datetime) -> Round:
    """Do each chore once."""
    done: dict[str, int] = {}
    failed = []
    for chore in chores:
        try:
            done[chore.name] = chore.work(database, config, now)
        except DatabaseUnavailableError:
            failed.append(chore.name)
            log.warning("chore has to wait for the database", extra={"chore": chore.name})
        except Exception:
            failed.append(chore.name)
            log.exception("chore failed", extra={"chore": chore.name})
        else:
            if done[chore.name]:
                extra = {"chore": chore.name, "count": done[chore.name]}
                log.info("chore done", extra=extra)
    return Round(done, tuple(failed))
