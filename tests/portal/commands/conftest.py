"""How a subcommand is run in a test: real flags, real database, one printed answer."""

import argparse
from collections.abc import Callable
from types import ModuleType

import pytest

from portal.config import Config
from portal.db import Database

Run = Callable[..., int]


@pytest.fixture
def run_command(config: Config, database: Database) -> Run:
    """Return a function that runs a module of `portal.commands` with arguments."""

    def run(module: ModuleType, *arguments: str) -> int:
        parser = argparse.ArgumentParser()
        module.configure(parser.add_subparsers())
        return int(module.run(parser.parse_args(arguments), config, database))

    return run
