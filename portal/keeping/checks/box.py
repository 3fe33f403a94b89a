"""Is the machine well: room on the disk, the clock, the worker, the settings."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from portal.clock import local_time, utc_now
from portal.config import Config
from portal.db import Database
from portal.keeping import store, vitals_store
from portal.keeping.checks.finding import Finding
from portal.keeping.notes import ROUND, noted
from portal.keeping.vitals import free_bytes
from portal.words.translate import N_

LEAST_FREE_BYTES = 500 * 1024 * 1024
CLOCKS_APART = timedelta(minutes=1)
# A round takes seconds; a backup of everything may take it some minutes.
WORKER_SILENT = timedelta(minutes=30)


def disk(config: Config, _database: Database) -> Iterator[Finding]:
    try:
        free = free_bytes(config.data_dir)
    except OSError:
        message = N_("The folder %(path)s cannot be reached or made.")
        yield message, {"path": config.data_dir}
        return
    if free < LEAST_FREE_BYTES:
        yield N_("Only %(free)d MB are free on the disk."), {"free": free // 1024**2}


def clock(_config: Config, database: Database) -> Iterator[Finding]:
    """Compare our clock with the database's, and with what has been written already."""
    with database.glancing() as connection:
        theirs, ours = store.clock(connection), utc_now()
    if abs(theirs - ours) > CLOCKS_APART:
        message = N_("The clock of this computer is %(minutes)d minutes off the database's.")
        yield message, {"minutes": max(1, abs(theirs - ours) // timedelta(minutes=1))}
    with database.reading() as session:
        newest = vitals_store.newest_event(session)
    if newest and newest > ours + CLOCKS_APART:
        message = N_(
            "The newest record is of %(moment)s, which is still to come: set the clock of this "
            "computer. Dates given meanwhile may be wrong."
        )
        yield message, {"moment": _told(newest)}


def worker(config: Config, _database: Database) -> Iterator[Finding]:
    last = noted(config.data_dir / ROUND)
    if last is None:
        if config.production:
            yield N_("The worker has never run: start the portal with “portal serve”."), {}
    elif utc_now() - last > WORKER_SILENT:
        message = N_("The worker has done nothing since %(moment)s: restart the portal.")
        yield message, {"moment": _told(last)}


def settings(config: Config, _database: Database) -> Iterator[Finding]:
    if config.production and not config.is_https:
        message = N_("PUBLIC_URL is not https: what citizens send can be read on the way.")
        yield message, {}


def _told(moment: datetime) -> str:
    return f"{local_time(moment):%H:%M %d/%m/%Y}"
