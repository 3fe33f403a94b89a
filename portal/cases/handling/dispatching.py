"""A transfer slip has left the house: what the records clerk reads off the signed original."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.cases.handling.turns import Turn, case_in_turn, take
from portal.cases.kinds import Action
from portal.cases.models import Case
from portal.cases.replies.answering import SignedDocument, checked
from portal.clock import local_day


def dispatch(session: Session, turn: Turn, document: SignedDocument, *, now: datetime) -> Case:
    """Record number, day and signer of the slip with which a case was forwarded; once.

    Raises what `portal.cases.replies.answering.record_signed` raises.
    """
    case = case_in_turn(session, turn)
    data = checked(document, case.received_on, local_day(now))
    return take(session, turn, Action.DISPATCH, now=now, data=data)
