"""Look the installation over and say in plain sentences what its keeper should do."""

import argparse
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta

from portal import schema
from portal.calendar.store import loaded_years
from portal.cases.events import verify_chain
from portal.clock import local_day, utc_now
from portal.config import Config
from portal.db import Database
from portal.offices.store import authorities
from portal.ratings.counting import wrong_cells
from portal.ratings.folding import damaged_envelopes
from portal.reports.keeping import harmed_periods
from portal.words.translate import LANGUAGES, N_, say

# Next year's holidays are usually announced by then; deadlines begin to reach into January.
CALENDAR_WANTED_AHEAD = timedelta(days=60)
LEAST_FREE_BYTES = 500 * 1024 * 1024

# A message and its values; spoken in the keeper's language when it is printed.
Finding = tuple[str, dict[str, object]]
Check = Callable[[Config, Database], Iterator[Finding]]


def configure(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("doctor", help="look for what is wrong or soon will be")
    parser.add_argument("--lang", choices=LANGUAGES, default="vi")


def run(args: argparse.Namespace, config: Config, database: Database) -> int:
    """Print one line a finding; the exit status is 1 when there is any."""
    findings = list(_schema(config, database))
    if not findings:
        findings = [found for check in CHECKS for found in check(config, database)]
    for message, values in findings:
        print(f"✗ {say(args.lang, message, **values)}")
    if not findings:
        well = N_("All is well.")
        print(f"✓ {say(args.lang, well)}")
    return 1 if findings else 0


def _schema(_config: Config, database: Database) -> Iterator[Finding]:
    if schema.current(database) != schema.head():
        yield N_("The database is older than the program: run “portal migrate”."), {}


def _calendars(_config: Config, database: Database) -> Iterator[Finding]:
    year = (local_day(utc_now()) + CALENDAR_WANTED_AHEAD).year
    with database.reading() as session:
        for authority in authorities(session):
            if year not in loaded_years(session, authority.id):
                message = N_(
                    "%(name)s has no working days for %(year)d: add them on the Calendar page."
                )
                yield message, {"name": authority.name, "year": year}


def _counts(_config: Config, database: Database) -> Iterator[Finding]:
    with database.reading() as session:
        for authority in authorities(session):
            if wrong := wrong_cells(session, authority.id):
                message = N_("%(name)s: %(count)d counts differ from the ratings they count.")
                yield message, {"name": authority.name, "count": wrong}


def _chains(_config: Config, database: Database) -> Iterator[Finding]:
    with database.reading() as session:
        for authority in authorities(session):
            broken = verify_chain(session, authority.id)
            if broken is not None:
                message = N_(
                    "%(name)s: the record of cases was changed at step %(step)d or before."
                )
                yield message, {"name": authority.name, "step": broken}


def _periods(_config: Config, database: Database) -> Iterator[Finding]:
    with database.reading() as session:
        for authority in authorities(session):
            for key in harmed_periods(session, authority.id):
                message = N_("%(name)s: the figures kept of period %(key)s were changed.")
                yield message, {"name": authority.name, "key": key}


def _envelopes(config: Config, database: Database) -> Iterator[Finding]:
    if damaged := damaged_envelopes(database, config.keys):
        message = N_("%(count)d ratings cannot be opened: was PORTAL_SECRET_KEY changed?")
        yield message, {"count": damaged}


def _disk(config: Config, _database: Database) -> Iterator[Finding]:
    config.data_dir.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(config.data_dir).free
    if free < LEAST_FREE_BYTES:
        yield N_("Only %(free)d MB are free on the disk."), {"free": free // 1024**2}


CHECKS: tuple[Check, ...] = (_calendars, _counts, _chains, _periods, _envelopes, _disk)
