"""Bring a database's schema up or down with the numbered migrations."""

from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from portal.db import Database
from portal.errors import DomainError

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


class NewerSchemaError(DomainError):
    """The database stands at a revision this program does not know; `version` is its name."""

    code = "schema_newer"


class OlderSchemaError(DomainError):
    """The database lacks migrations this program needs, or is empty."""

    code = "schema_older"


def upgrade(database: Database, revision: str = "head") -> None:
    """Apply all migrations up to a revision, in one transaction where the database can.

    Raises `NewerSchemaError`, and `DatabaseUnavailableError` if nothing answers.
    """
    if is_newer(database):
        raise NewerSchemaError(version=current(database))
    _run(database, command.upgrade, revision)


def downgrade(database: Database, revision: str) -> None:
    _run(database, command.downgrade, revision)


def current(database: Database) -> str | None:
    """Return the revision the database stands at; None for an empty one."""
    with database.glancing() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head() -> str | None:
    """Return the newest revision this program knows."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def is_current(database: Database) -> bool:
    """Say whether the database stands at `head`; raise `DatabaseUnavailableError`."""
    with database.glancing() as connection:
        return MigrationContext.configure(connection).get_current_revision() == head()


def require_head(database: Database) -> None:
    """Raise `NewerSchemaError` or `OlderSchemaError` unless database and program fit."""
    if is_newer(database):
        raise NewerSchemaError(version=current(database))
    if current(database) != head():
        raise OlderSchemaError


def is_newer(database: Database) -> bool:
    """Say whether the database stands at a revision this program does not know."""
    stands_at = current(database)
    return stands_at is not None and not knows(stands_at)


def knows(revision: str) -> bool:
    """Say whether this program has the steps to a revision."""
    return revision in {step.revision for step in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}


def _run(database: Database, step: object, revision: str) -> None:
    config = AlembicConfig()
    config.set_main_option("script_location", str(MIGRATIONS))
    with database.engine.begin() as connection:
        if database.is_sqlite:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        step(config, revision)  # type: ignore[operator]  # one of alembic's two commands
