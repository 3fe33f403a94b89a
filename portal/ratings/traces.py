"""What a database engine would still remember of ratings that have moved on."""

from portal import traces
from portal.db import Database
from portal.ratings.models import AnswerTally, Comment, Envelope, Profile, Response, Tally, Visit

WRITTEN = (Envelope, Response, Visit, Profile, Comment, Tally, AnswerTally)


def wipe(database: Database) -> None:
    """Throw away old versions of the rows of ratings."""
    traces.wipe(database, [table.__tablename__ for table in WRITTEN])
