"""Migrations run up, down and up again, and end where the models are."""

from datetime import datetime, timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from portal import schema
from portal.db import Database
from portal.keys import Keys
from portal.models import Base
from portal.ratings.counting import check_counts
from portal.ratings.folding import fold_rest
from tests.builders import make_authority, make_point, make_unit
from tests.portal.ratings.builders import make_commune, rate


def test_the_models_equal_the_migrated_schema(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_every_migration_goes_down_and_up_again(database: Database) -> None:
    revisions = [s.revision for s in ScriptDirectory(str(schema.MIGRATIONS)).walk_revisions()]
    for revision in [*revisions[1:], "base"]:
        schema.downgrade(database, revision)
    assert set(inspect(database.engine).get_table_names()) <= {"alembic_version"}
    for revision in reversed(revisions):
        schema.upgrade(database, revision)
    assert schema.current(database) == schema.head()


def test_going_down_one_step_keeps_the_rows_of_the_others(database: Database) -> None:
    with database.writing() as session:
        point = make_point(session, make_unit(session, make_authority(session)))
    schema.downgrade(database, "0001")
    schema.upgrade(database)
    with database.reading() as session:
        assert session.get(type(point), point.id) is not None


def test_an_interrupted_migration_leaves_the_schema_as_it_was(database: Database) -> None:
    schema.downgrade(database, "0003")
    before = sorted(inspect(database.engine).get_table_names())
    with database.engine.begin() as connection:
        # The fourth step creates "case" first and trips over a later table that is in its way.
        connection.exec_driver_sql("CREATE TABLE contact (id INTEGER)")
    with pytest.raises(DBAPIError):
        schema.upgrade(database)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE contact")
    inspector = inspect(database.engine)
    assert sorted(inspector.get_table_names()) == before
    schema.upgrade(database)


def test_half_months_are_added_up_from_the_days_that_were_counted(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    for days in range(30):
        rate(database, keys, commune, now - timedelta(days=days), times=2)
    fold_rest(database, keys, commune.authority.id, now.date())
    schema.downgrade(database, "0005")
    schema.upgrade(database)
    with database.reading() as session:
        assert check_counts(session) == {}
