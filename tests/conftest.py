"""Fixtures of every test: both databases, the application and its proof-reading client."""

import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import settings
from sqlalchemy import text

from portal import schema
from portal.app import create_app, parts_of
from portal.config import Config
from portal.db import Database
from portal.keys import Keys
from portal.models import Base
from tests import postgres
from tests.proofreading import ProofreadingClient

# Properties are judged by what they find, not by how busy the machine is.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

NOW = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)  # Friday, 9:30 in Việt Nam


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "portal.sqlite"
    database = Database(f"sqlite:///{path}")
    schema.upgrade(database)
    with database.engine.connect() as connection:
        connection.execute(text("PRAGMA journal_mode=DELETE"))
    database.dispose()
    return path


@pytest.fixture(scope="session")
def postgresql_database() -> Iterator[Database]:
    with (
        postgres.server() as url,
        postgres.fresh_database(url, f"test_{os.getpid()}_{secrets.token_hex(4)}") as own,
    ):
        database = Database(own)
        schema.upgrade(database)
        yield database
        database.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty, migrated database, once for each engine."""
    if request.param == "sqlite":
        path = tmp_path / "portal.sqlite"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        database = Database(f"sqlite:///{path}")
        yield database
        database.dispose()
        return
    database = request.getfixturevalue("postgresql_database")
    postgres.empty(database.engine, Base.metadata)
    yield database


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def keys() -> Keys:
    return Keys(b"a secret that only the tests know, 32+")


@pytest.fixture
def config(tmp_path: Path, keys: Keys) -> Config:
    return Config(
        data_dir=tmp_path,
        keys=keys,
        public_url="https://gopy.example",
        production=False,
        fast_hashing=True,
    )


@pytest.fixture(scope="session")
def programs() -> list[tuple[Config, Flask]]:
    """The applications of a run, one a configuration: making routes and templates takes long."""
    return []


@pytest.fixture
def app(config: Config, database: Database, programs: list[tuple[Config, Flask]]) -> Flask:
    kind = replace(config, data_dir=Path())
    found = next((app for known, app in programs if known == kind), None)
    if found is None:
        found = create_app(config, database)
        programs.append((kind, found))
    found.extensions["portal"] = parts_of(config, database)
    return found


@pytest.fixture
def client(app: Flask) -> ProofreadingClient:
    """A browser without JavaScript that refuses bad pages."""
    app.test_client_class = ProofreadingClient
    client = app.test_client()
    assert isinstance(client, ProofreadingClient)
    return client
