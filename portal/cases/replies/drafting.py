"""The words of the answer: drafted in the unit, returned with remarks, approved by another."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from portal.cases.handling.store import unit_names
from portal.cases.handling.turns import Turn, case_in_turn, take
from portal.cases.handling.wording import LONGEST_REPLY, written
from portal.cases.kinds import Action, TextPart
from portal.cases.models import Case
from portal.cases.replies.lateness import lateness_texts
from portal.cases.replies.points.composing import composed
from portal.cases.replies.points.gate import passed
from portal.cases.replies.points.point import Point, kept


def draft(
    session: Session,
    turn: Turn,
    points: Sequence[Point],
    late_reason: str = "",
    *,
    now: datetime,
) -> Case:
    """Hand a draft to whoever approves it; past the due date it says why it is late.

    Raises what the gate raises (`portal.cases.replies.points.gate`) and `turns.take`.
    """
    case = case_in_turn(session, turn)
    answer = passed(points, unit_names(session, case.authority_id).values())
    texts = lateness_texts(session, case, late_reason, now)
    texts[TextPart.REPLY] = written(composed(answer), "points", LONGEST_REPLY)
    texts[TextPart.POINTS] = kept(answer)
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
