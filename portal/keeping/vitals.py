"""The few figures by which a machine sees that this installation is well, in Prometheus' text."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from portal.clock import local_day
from portal.config import Config
from portal.db import Database
from portal.keeping import vitals_store
from portal.keeping.folder import backups
from portal.keeping.notes import ROUND, noted
from portal.logs import ERRORS
from portal.notices.store import standing

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True)
class Vital:
    """One figure; left out where there is nothing to measure."""

    name: str
    kind: str
    meaning: str
    value: float


def vitals(database: Database, config: Config, *, now: datetime) -> list[Vital]:
    """Measure everything; sizes in bytes, ages in seconds."""
    return [*_of_the_box(config, now), *_of_the_work(database, now)]


def as_text(measured: list[Vital]) -> str:
    """Write the figures in the exposition format, version 0.0.4."""
    return "".join(
        f"# HELP {one.name} {one.meaning}\n# TYPE {one.name} {one.kind}\n{one.name} {one.value}\n"
        for one in measured
    )


def free_bytes(folder: Path) -> int:
    """Return how much still fits on the disk of a folder, made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    return shutil.disk_usage(folder).free


def error_count(config: Config) -> int:
    """Return how many grave lines all processes have logged."""
    try:
        return (config.data_dir / ERRORS).stat().st_size
    except FileNotFoundError:
        return 0


def _of_the_box(config: Config, now: datetime) -> Iterator[Vital]:
    free = free_bytes(config.data_dir)
    yield Vital("portal_disk_free_bytes", "gauge", "Room left on the disk of the data.", free)
    meaning = "Lines of the log that say something broke."
    yield Vital("portal_errors_total", "counter", meaning, error_count(config))
    finished = noted(config.data_dir / ROUND)
    if finished:
        meaning = "Since the worker last finished a round of chores."
        yield Vital("portal_worker_age_seconds", "gauge", meaning, _since(finished, now))
    if config.backup_dir and (found := backups(config.backup_dir)):
        age, size = _since(found[-1].made_at, now), found[-1].size_bytes
        yield Vital("portal_backup_age_seconds", "gauge", "Since the last whole backup.", age)
        yield Vital("portal_backup_size_bytes", "gauge", "Size of the last backup.", size)


def _of_the_work(database: Database, now: datetime) -> Iterator[Vital]:
    with database.reading() as session:
        waiting = vitals_store.waiting_envelopes(session)
        still_open, overdue = vitals_store.open_cases(session, local_day(now))
        unread = vitals_store.oldest_unread(session)
        told = standing(session)
    meaning = "Sealed ratings, rounded down to whole smallest groups."
    yield Vital("portal_envelopes_waiting", "gauge", meaning, waiting)
    yield Vital("portal_cases_open", "gauge", "Cases that still owe an answer.", still_open)
    yield Vital("portal_cases_overdue", "gauge", "Open cases past their due date.", overdue)
    yield Vital("portal_notices_waiting", "gauge", "Notices that wait to go out.", told.waiting)
    yield Vital("portal_notices_dead", "gauge", "Notices nobody could deliver.", told.dead)
    if told.oldest:
        meaning = "How long the oldest notice could have gone out."
        yield Vital("portal_notice_age_seconds", "gauge", meaning, _since(told.oldest, now))
    if unread:
        meaning = "How long the oldest case has waited to be accepted or refused."
        yield Vital("portal_case_unread_age_seconds", "gauge", meaning, _since(unread, now))


def _since(moment: datetime, now: datetime) -> float:
    return (now - moment).total_seconds()
