"""What a database engine would still remember of ratings that have moved on, and of slips."""

from portal import traces
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

WRITTEN = (
    *(Envelope, Response, Visit, Profile, Comment, Tally, HalfTally, AnswerTally),
    *(Slip, SlipClaim),
)


def wipe(database: Database) -> None:
    """Throw away old versions of the rows of ratings."""
    traces.wipe(database, [table.__tablename__ for table in WRITTEN])
