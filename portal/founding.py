"""Found a commune in one transaction: its office, calendar, reply term, open survey and periods."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.calendar.editing import OwnTerm, seed, set_term
from portal.calendar.rules import RuleCode
from portal.calendar.terms import Term, TermUnit
from portal.clock import local_day
from portal.fieldwork.asking import begin_asking
from portal.keys import Keys
from portal.offices.events import Actor
from portal.offices.setup import Founded, NewOffice, set_up
from portal.reports import periods

USUAL_TERM = Term(10, TermUnit.WORKING)


@dataclass(frozen=True)
class ReplyTerm:
    """How long the commune gives itself to answer; without a source it is its own rule."""

    term: Term = USUAL_TERM
    source: str = ""


def found(
    session: Session, keys: Keys, office: NewOffice, reply: ReplyTerm, *, now: datetime
) -> Founded:
    """Create a commune that can be rated and written to at once.

    Raises what `portal.offices.setup.set_up` raises, and `InvalidInputError` for the source.
    """
    founded = set_up(session, keys, office, now=now)
    authority_id = founded.authority.id
    seed(session, authority_id, now=now)
    set_term(
        session,
        authority_id,
        RuleCode.REPLY_OWN,
        OwnTerm(reply.term, reply.source),
        actor_id=None,
        now=now,
    )
    begin_asking(session, Actor(authority_id), now=now)
    for year in (local_day(now).year, local_day(now).year + 1):
        periods.seed(session, authority_id, year, office.months_start_on)
    return founded
