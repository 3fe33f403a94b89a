"""Bring the database up to the newest schema."""

import argparse

from portal import schema
from portal.config import Config
from portal.db import Database


def configure(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("migrate", help="bring the database up to date")
    parser.add_argument("--revision", default="head")


def run(args: argparse.Namespace, config: Config, database: Database) -> int:
    """Upgrade and say where the database stands."""
    schema.upgrade(database, args.revision)
    print(f"schema {schema.current(database)}")
    return 0
