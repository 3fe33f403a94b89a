"""After the second look: no new facts, and where the sender can turn next."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from portal.cases.handling.turns import Turn, take
from portal.cases.handling.wording import one_line, written
from portal.cases.kinds import Action, TextPart
from portal.cases.models import Case

LONGEST_ADDRESS = 200


class Ending(StrEnum):
    """How an answered case was closed; neither is satisfaction."""

    NO_NEW_FACTS = "no_new_facts"
    UNCONFIRMED = "unconfirmed"


def close_unsatisfied(
    session: Session, turn: Turn, reason: str, next_address: str, *, now: datetime
) -> Case:
    """Close a case whose sender was answered twice and is not satisfied; it stays counted so.

    Luật Tiếp công dân 2013, Điều 9: what was answered in writing and brings nothing new may be
    declined. The sender is told where to turn next.
    """
    data = {
        "outcome": Ending.NO_NEW_FACTS,
        "sent_to": one_line(next_address, "next_address", LONGEST_ADDRESS),
    }
    texts = {TextPart.REASON: written(reason, "reason")}
    return take(session, turn, Action.CLOSE_UNSATISFIED, now=now, data=data, texts=texts)
