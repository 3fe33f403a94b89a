"""The light path: a question answered by its unit without a document, praise passed on."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.cases.handling.store import assignable_units, unit_names
from portal.cases.handling.turns import Turn, case_in_turn, take
from portal.cases.handling.wording import LONGEST_REPLY, written
from portal.cases.kinds import Action, TextPart
from portal.cases.models import Case
from portal.cases.replies.lateness import lateness_texts
from portal.cases.replies.points.gate import answered
from portal.errors import InvalidInputError


def thank(session: Session, turn: Turn, unit_id: int, words: str, *, now: datetime) -> Case:
    """Thank for praise and pass it on: the unit reads it from then on.

    Raises `InvalidInputError` (unit_id `not_internal`) and what `turns.take` raises.
    """
    case = case_in_turn(session, turn)
    if all(unit.id != unit_id for unit in assignable_units(session, case.authority_id)):
        raise InvalidInputError(unit_id="not_internal")
    texts = {TextPart.REPLY: written(words, "words", LONGEST_REPLY)}
    return take(session, turn, Action.THANK, now=now, data={"unit_id": unit_id}, texts=texts)


def answer_lightly(
    session: Session, turn: Turn, reply: str, late_reason: str = "", *, now: datetime
) -> Case:
    """Answer a question in the unit that has it."""
    case = case_in_turn(session, turn)
    texts = lateness_texts(session, case, late_reason, now)
    units = unit_names(session, case.authority_id).values()
    texts[TextPart.REPLY] = answered(written(reply, "reply", LONGEST_REPLY), units)
    return take(session, turn, Action.ANSWER_LIGHTLY, now=now, texts=texts)
