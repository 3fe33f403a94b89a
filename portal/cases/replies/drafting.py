"""The words of the answer: drafted in the unit, returned with remarks, approved by another."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.cases.handling.turns import Turn, case_in_turn, take
from portal.cases.handling.wording import LONGEST_REPLY, written
from portal.cases.kinds import Action, TextPart
from portal.cases.models import Case
from portal.cases.replies.lateness import lateness_texts


def draft(
    session: Session, turn: Turn, reply: str, late_reason: str = "", *, now: datetime
) -> Case:
    """Hand a draft to whoever approves it; past the due date it says why it is late."""
    case = case_in_turn(session, turn)
    texts = lateness_texts(session, case, late_reason, now)
    texts[TextPart.REPLY] = written(reply, "reply", LONGEST_REPLY)
    return take(session, turn, Action.DRAFT, now=now, texts=texts)


def return_draft(session: Session, turn: Turn, remarks: str, *, now: datetime) -> Case:
    """Give a draft back with remarks."""
    texts = {TextPart.REASON: written(remarks, "remarks")}
    return take(session, turn, Action.RETURN, now=now, texts=texts)


def approve(session: Session, turn: Turn, late_reason: str = "", *, now: datetime) -> Case:
    """Approve the wording; `SamePersonError` for the drafter, `AboveTheUnitError` once reopened."""
    case = case_in_turn(session, turn)
    texts = lateness_texts(session, case, late_reason, now)
    return take(session, turn, Action.APPROVE, now=now, texts=texts)
