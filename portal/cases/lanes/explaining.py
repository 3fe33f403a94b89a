"""Giải trình: the unit an act is ascribed to explains it in writing, before anybody answers.

That unit reads what the desk asks, and neither the sender's words nor who wrote them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.calendar.rules import RuleCode
from portal.cases.acts import Act
from portal.cases.events import record
from portal.cases.handling.store import assignable_units
from portal.cases.handling.turns import Turn, case_in_turn, take
from portal.cases.handling.visibility import Viewer
from portal.cases.handling.wording import written
from portal.cases.intake.promises import Promise, promise
from portal.cases.kinds import Action, TextPart
from portal.cases.lanes import store
from portal.cases.models import Case, CaseEvent, CaseText
from portal.cases.store import events_of, texts_of
from portal.clock import local_day
from portal.errors import InvalidInputError, NotFoundError


@dataclass(frozen=True)
class Explanation:
    """What was asked of a unit and what it explained; empty where not yet, or erased."""

    reference: str
    version: int
    unit: str
    asked_on: date
    asked: str
    term: Promise | None
    due_on: date | None
    explained_on: date | None
    words: str


def ask_explanation(
    session: Session, turn: Turn, unit_id: int, request: str, *, now: datetime
) -> Case:
    """Ask the unit concerned to explain, by a day of its own; again if it was the wrong unit.

    Raises `InvalidInputError` (unit_id `not_internal`) and what `turns.take` raises.
    """
    case = case_in_turn(session, turn)
    if all(unit.id != unit_id for unit in assignable_units(session, case.authority_id)):
        raise InvalidInputError(unit_id="not_internal")
    term = promise(session, case.authority_id, RuleCode.EXPLAIN, local_day(now))
    data = {"explaining_unit_id": unit_id, "explain_due_on": term.due.due_on if term else None}
    texts = {TextPart.TO_EXPLAIN: written(request, "request")}
    return take(session, turn, Action.ASK_EXPLANATION, now=now, data=data, texts=texts)


def explain(session: Session, turn: Turn, words: str, *, now: datetime) -> Case:
    """Explain an act; by the unit that was asked, which need not see the case for it.

    Raises `NotFoundError` to every other unit, `InvalidInputError`, `ChangedMeanwhileError`.
    """
    case = store.case_to_explain(session, turn.viewer, case_id=turn.case_id)
    if case is None:
        raise NotFoundError(case_id=turn.case_id)
    texts = {TextPart.EXPLANATION: written(words, "words")}
    actor = turn.viewer.as_actor()
    record(session, case, Act(Action.EXPLAIN, actor, now, texts=texts, seen=turn.seen))
    return case


def asked_of(session: Session, viewer: Viewer, reference: str) -> tuple[int, Explanation]:
    """Return the id of a case and what a person's unit is asked about it, or `NotFoundError`."""
    case = store.case_to_explain(session, viewer, reference=reference)
    found = explanation_of(session, case) if case else None
    if case is None or found is None:
        raise NotFoundError(reference=reference)
    return case.id, found


def explanation_of(session: Session, case: Case) -> Explanation | None:
    """Return the explanation last asked for in a case; None if none was."""
    events = events_of(session, case.id)
    asked = [event for event in events if event.action == Action.ASK_EXPLANATION]
    if not asked or case.explaining_unit_id is None:
        return None
    given = [event for event in events if event.action == Action.EXPLAIN]
    texts = texts_of(session, case.id, TextPart.TO_EXPLAIN, TextPart.EXPLANATION)
    asked_on = local_day(asked[-1].at)
    return Explanation(
        reference=case.reference,
        version=case.version,
        unit=store.unit_name(session, case.explaining_unit_id),
        asked_on=asked_on,
        asked=_words(asked[-1], texts),
        term=promise(session, case.authority_id, RuleCode.EXPLAIN, asked_on),
        due_on=case.explain_due_on,
        explained_on=case.explained_on,
        words=_words(given[-1], texts) if given and case.explained_on else "",
    )


def _words(event: CaseEvent, texts: Sequence[CaseText]) -> str:
    ids = {kept["id"] for kept in event.data.get("texts", {}).values()}
    return next((text.body for text in texts if text.id in ids), "")
