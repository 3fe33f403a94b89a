"""An installation with everything in it, and empty databases of both kinds beside it."""

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from portal.db import Database
from portal.keeping.backup import Installation
from portal.keys import Keys
from tests import postgres
from tests.portal.keeping.houses import furnish, installation

NewHouse = Callable[[str], Installation]


@pytest.fixture
def house(database: Database, keys: Keys, tmp_path: Path) -> Installation:
    furnished = installation(database, keys, tmp_path)
    furnish(furnished)
    return furnished


@pytest.fixture
def new_house(
    keys: Keys, tmp_path: Path, sqlite_template: Path, postgresql_database: Database
) -> Iterator[NewHouse]:
    """Return a function that makes an installation with an empty database of an engine."""
    with ExitStack() as stack:

        def make(engine: str) -> Installation:
            name = f"empty_{secrets.token_hex(4)}"
            url = f"sqlite:///{tmp_path / name}.sqlite"
            if engine == "postgresql":
                server = postgresql_database.engine.url
                url = stack.enter_context(postgres.fresh_database(server, name))
            else:
                shutil.copy(sqlite_template, tmp_path / f"{name}.sqlite")
            database = Database(url)
            stack.callback(database.dispose)
            return installation(database, keys, tmp_path / name)

        yield make


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, new_house: NewHouse) -> Installation:
    """An installation with an empty database and shelf, once for each engine."""
    return new_house(request.param)
