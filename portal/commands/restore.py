"""`portal restore`: put a backup back into an empty database."""

import argparse
from pathlib import Path

from portal.commands import private_keys
from portal.commands.verify_backup import told
from portal.config import Config
from portal.db import Database
from portal.keeping import folder
from portal.keeping.nightly import installation
from portal.keeping.restore import restore
from portal.words.translate import DEFAULT_LANGUAGE, LANGUAGES, N_, say


def configure(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("restore", help="put a backup into an empty database")
    parser.add_argument("file", type=Path)
    private_keys.configure(parser)
    parser.add_argument(
        "--any-secret", action="store_true", help="even if PORTAL_SECRET_KEY is another one"
    )
    parser.add_argument("--lang", default=DEFAULT_LANGUAGE, choices=LANGUAGES)


def run(args: argparse.Namespace, config: Config, database: Database) -> int:
    """Put everything back and say what is there now; raise `BackupError` and change nothing."""
    with folder.reading(args.file) as source:
        private = private_keys.private_key(args)
        house = installation(database, config)
        found = restore(house, source, private, any_secret=args.any_secret)
    done = N_("All of it is back. Everyone has to sign in again.")
    print("\n".join([*told(args.lang, found), f"✓ {say(args.lang, done)}"]))
    return 0
