"""The command line `portal`: one subcommand a module, wired here."""

import argparse
import os
import sys
from collections.abc import Sequence
from types import ModuleType

from portal import logs, schema
from portal.commands import (
    backup,
    backup_key,
    bounce,
    demo,
    doctor,
    due,
    export,
    init,
    keys,
    migrate,
    restore,
    send_test_mail,
    serve,
    staff,
    take_answers,
    verify_backup,
    verify_events,
    worker,
)
from portal.commands.refusals import refusal
from portal.config import Config, ConfigError
from portal.db import Database
from portal.errors import DomainError
from portal.words.translate import DEFAULT_LANGUAGE

BAD_INPUT = 2
REFUSED = 1
INTERRUPTED = 130  # as a shell says it
# These need neither a configuration nor a database.
FREE_STANDING: dict[str, ModuleType] = {
    "backup-key": backup_key,
    "due": due,
    "keys": keys,
    "verify-backup": verify_backup,
}
COMMANDS: dict[str, ModuleType] = {
    "answers": take_answers,
    "backup": backup,
    "bounce": bounce,
    "demo": demo,
    "doctor": doctor,
    "export": export,
    "init": init,
    "migrate": migrate,
    "restore": restore,
    "send-test-mail": send_test_mail,
    "serve": serve,
    "staff": staff,
    "verify-events": verify_events,
    "worker": worker,
}

# The others bring an old or empty database up to date, say that it is old, or wait.
NEED_A_SCHEMA = {"answers", "bounce", "export", "staff", "verify-events"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand and return its exit status."""
    parser = argparse.ArgumentParser(prog="portal", description=__doc__)
    subparsers = parser.add_subparsers(dest="command", required=True)
    for module in (FREE_STANDING | COMMANDS).values():
        module.configure(subparsers)
    args = parser.parse_args(argv)
    if args.command in FREE_STANDING:
        return _by_itself(args)
    return _with_database(args)


def _by_itself(args: argparse.Namespace) -> int:
    try:
        return int(FREE_STANDING[args.command].run(args))
    except ConfigError as error:
        return _refuse(args, error, BAD_INPUT)
    except DomainError as error:
        return _refuse(args, error, REFUSED)


def _with_database(args: argparse.Namespace) -> int:
    module = COMMANDS[args.command]
    try:
        config = Config.from_env({**getattr(module, "DEFAULTS", {}), **os.environ})
        database = _database(config)
    except ConfigError as error:
        return _refuse(args, error, BAD_INPUT)
    logs.install(config.data_dir)
    try:
        if args.command in NEED_A_SCHEMA:
            schema.require_head(database)
        return int(module.run(args, config, database))
    except DomainError as error:
        return _refuse(args, error, REFUSED)
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        database.dispose()


def _database(config: Config) -> Database:
    try:
        return Database(config.effective_database_url)
    except OSError as error:
        path = str(config.data_dir)
        raise ConfigError("data_dir", path=path, reason=error.strerror) from error


def _refuse(args: argparse.Namespace, error: DomainError, status: int) -> int:
    print(refusal(error, args.lang or DEFAULT_LANGUAGE), file=sys.stderr)
    return status
