"""A sender who asked for a call, paper or e-mail is told by a person, who writes that down."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.cases.handling.turns import Turn, take
from portal.cases.kinds import Action, ReplyBy
from portal.cases.models import Case
from portal.errors import InvalidInputError


def tell(session: Session, turn: Turn, way: ReplyBy, *, now: datetime) -> Case:
    """Write down that the sender was told how the case ended, and in which way.

    Raises `InvalidInputError` for the code, by which a sender looks for themselves,
    `OnlyOnceError` once told, and what `turns.take` raises.
    """
    if way is ReplyBy.CODE:
        raise InvalidInputError(way="not_a_way")
    return take(session, turn, Action.TELL, now=now, data={"way": way})
