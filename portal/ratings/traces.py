"""What a database engine would still remember of ratings that have moved on, and of slips."""

import logging

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from portal.db import Database
from portal.fieldwork.slips.models import Slip, SlipClaim
from portal.ratings.models import (
    AnswerTally,
    Comment,
    Envelope,
    HalfTally,
    Profile,
    Response,
    Tally,
    Visit,
)

log = logging.getLogger(__name__)

WRITTEN = (
    *(Envelope, Response, Visit, Profile, Comment, Tally, HalfTally, AnswerTally),
    *(Slip, SlipClaim),
)


def wipe(database: Database) -> None:
    """Throw away old versions of rows: dead rows of PostgreSQL, SQLite's write-ahead log.

    Both keep what was deleted, in the order in which it came, until they are told to tidy up.
    It is housekeeping: if somebody reads for long just now, the next batch tidies up.
    """
    steps = (
        ["PRAGMA wal_checkpoint(TRUNCATE)"]
        if database.is_sqlite
        else [f'VACUUM "{table.__tablename__}"' for table in WRITTEN]
    )
    try:
        with database.engine.connect().execution_options(
            isolation_level="AUTOCOMMIT"
        ) as connection:
            for step in steps:
                connection.execute(text(step))
    except DBAPIError:
        log.warning("old versions of rows were not wiped")
