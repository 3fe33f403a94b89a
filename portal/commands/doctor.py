"""Look the installation over and say in plain sentences what its keeper should do."""

import argparse
from collections.abc import Iterator

from portal import schema
from portal.config import Config
from portal.db import Database
from portal.keeping.checks import box, records
from portal.keeping.checks.backups import backups
from portal.keeping.checks.calendars import calendars
from portal.keeping.checks.files import files
from portal.keeping.checks.finding import Check, Finding
from portal.keeping.checks.notices import notices
from portal.keeping.checks.posters import posters
from portal.words.translate import LANGUAGES, N_, say

CHECKS: tuple[Check, ...] = (
    box.settings,
    box.disk,
    box.clock,
    box.worker,
    backups,
    calendars,
    records.database_file,
    records.counts,
    records.chains,
    records.envelopes,
    records.periods,
    files,
    notices,
    posters,
)


def configure(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("doctor", help="look for what is wrong or soon will be")
    parser.add_argument("--lang", choices=LANGUAGES, default="vi")


def run(args: argparse.Namespace, config: Config, database: Database) -> int:
    """Print one line a finding; the exit status is 1 when there is any."""
    findings = list(_schema(database))
    if not findings:
        findings = [found for check in CHECKS for found in check(config, database)]
    for message, values in findings:
        print(f"✗ {say(args.lang, message, **values)}")
    if not findings:
        well = N_("All is well.")
        print(f"✓ {say(args.lang, well)}")
    return 1 if findings else 0


def _schema(database: Database) -> Iterator[Finding]:
    # Without its tables every other check would only break.
    if schema.current(database) != schema.head():
        yield N_("The database is older than the program: run “portal migrate”."), {}
