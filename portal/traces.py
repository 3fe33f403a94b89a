"""What a database engine would still remember of rows that were deleted."""

import logging
from collections.abc import Iterable

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from portal.db import Database

log = logging.getLogger(__name__)


def wipe(database: Database, tables: Iterable[str]) -> None:
    """Throw away old versions of rows: dead rows of PostgreSQL, SQLite's write-ahead log.

    Both keep what was deleted, in the order in which it came, until they are told to tidy up.
    It is housekeeping: if somebody reads for long just now, the next time tidies up.
    """
    steps = (
        ["PRAGMA wal_checkpoint(TRUNCATE)"]
        if database.is_sqlite
        else [f'VACUUM "{table}"' for table in tables]
    )
    try:
        with database.engine.connect().execution_options(
            isolation_level="AUTOCOMMIT"
        ) as connection:
            for step in steps:
                connection.execute(text(step))
    except DBAPIError:
        log.warning("old versions of rows were not wiped")
