"""The command line `portal`: one subcommand a module, wired here."""

import argparse
import os
import sys
from collections.abc import Sequence
from types import ModuleType

from portal import logs
from portal.commands import (
    backup,
    backup_key,
    demo,
    doctor,
    due,
    export,
    init,
    keys,
    migrate,
    restore,
    serve,
    staff,
    verify_backup,
    verify_events,
    worker,
)
from portal.config import Config, ConfigError
from portal.db import Database
from portal.errors import DomainError

# These need neither a configuration nor a database.
FREE_STANDING: dict[str, ModuleType] = {
    "backup-key": backup_key,
    "due": due,
    "keys": keys,
    "verify-backup": verify_backup,
}
COMMANDS: dict[str, ModuleType] = {
    "backup": backup,
    "demo": demo,
    "doctor": doctor,
    "export": export,
    "init": init,
    "migrate": migrate,
    "restore": restore,
    "serve": serve,
    "staff": staff,
    "verify-events": verify_events,
    "worker": worker,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand and return its exit status."""
    parser = argparse.ArgumentParser(prog="portal", description=__doc__)
    subparsers = parser.add_subparsers(dest="command", required=True)
    for module in (FREE_STANDING | COMMANDS).values():
        module.configure(subparsers)
    args = parser.parse_args(argv)
    if args.command in FREE_STANDING:
        return int(FREE_STANDING[args.command].run(args))
    return _with_database(args)


def _with_database(args: argparse.Namespace) -> int:
    try:
        config = Config.from_env(os.environ)
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 2
    logs.install(config.data_dir)
    database = Database(config.effective_database_url)
    try:
        return int(COMMANDS[args.command].run(args, config, database))
    except DomainError as error:
        print(f"{error.code}: {error.data}", file=sys.stderr)
        return 1
    finally:
        database.dispose()
