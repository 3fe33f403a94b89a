"""Bring the database up to the newest schema."""

import argparse

from portal import schema
from portal.config import Config
from portal.db import Database
from portal.words.translate import DEFAULT_LANGUAGE, LANGUAGES, N_, say


def configure(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("migrate", help="bring the database up to date")
    parser.add_argument("--revision", default="head")
    parser.add_argument("--lang", default=DEFAULT_LANGUAGE, choices=LANGUAGES)


def run(args: argparse.Namespace, config: Config, database: Database) -> int:
    """Upgrade and say where the database stands."""
    schema.upgrade(database, args.revision)
    words = N_("The database stands at version %(version)s.")
    print(say(args.lang, words, version=schema.current(database)))
    return 0
