"""A leader gives a unit a task with a day; the unit says with a word that it is done."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.cases.acts import Act
from portal.cases.errors import OnlyOnceError
from portal.cases.events import record
from portal.cases.handling.store import assignable_units
from portal.cases.handling.turns import Turn, take
from portal.cases.handling.visibility import Viewer
from portal.cases.handling.wording import written
from portal.cases.kinds import Action, TextPart
from portal.cases.models import CaseEvent
from portal.cases.replies.directives import store
from portal.cases.replies.directives.models import Directive
from portal.cases.store import latest_text
from portal.clock import local_day
from portal.errors import InvalidInputError, NotAllowedError, NotFoundError
from portal.offices.permissions import May

LONGEST_DIRECTIVE = 1000


@dataclass(frozen=True)
class Task:
    """What a leader writes: to which unit, what, and until when."""

    unit_id: int | None
    words: str
    due_on: date | None


def give(session: Session, turn: Turn, task: Task, *, now: datetime) -> None:
    """Write the note down as a step of the case and as a task of the unit.

    Raises `InvalidInputError` (unit_id, words, task_due_on) and what `turns.take` raises.
    """
    if task.due_on is None:
        raise InvalidInputError(task_due_on="required")
    if task.due_on < local_day(now):
        raise InvalidInputError(task_due_on="in_the_past")
    units = assignable_units(session, turn.viewer.authority_id)
    if all(unit.id != task.unit_id for unit in units):
        raise InvalidInputError(unit_id="not_internal")
    texts = {TextPart.DIRECTIVE: written(task.words, "words", LONGEST_DIRECTIVE)}
    data = {"unit_id": task.unit_id, "due_on": task.due_on}
    case = take(session, turn, Action.DIRECT, now=now, data=data, texts=texts)
    # The chain of events is held since: no other note of this case can lie in between.
    text = latest_text(session, case.id, TextPart.DIRECTIVE)
    session.add(
        Directive(
            authority_id=case.authority_id,
            case_id=case.id,
            unit_id=task.unit_id,
            text_id=text.id if text else 0,
            by_id=turn.viewer.staff_id,
            due_on=task.due_on,
            given_at=now,
        )
    )
    session.flush()


def finish(
    session: Session, viewer: Viewer, directive_id: int, words: str, *, now: datetime
) -> CaseEvent:
    """Say that a task of the own unit is done, with a word.

    Raises `NotFoundError`, `NotAllowedError`, `InvalidInputError`, `OnlyOnceError` once done.
    """
    if May.HANDLE not in viewer.may:
        raise NotAllowedError(directive=directive_id)
    case = store.case_of(session, viewer, directive_id)
    if case is None:
        raise NotFoundError(directive=directive_id)
    texts = {TextPart.DIRECTIVE_DONE: written(words, "words", LONGEST_DIRECTIVE)}
    data = {"directive": directive_id, "unit_id": viewer.unit_id}
    act = Act(Action.DIRECTIVE_DONE, viewer.as_actor(), now, data, texts)
    event = record(session, case, act)
    text_id = event.data["texts"][TextPart.DIRECTIVE_DONE]["id"]
    if not store.finish(session, viewer, directive_id, text_id, now):
        raise OnlyOnceError(action=Action.DIRECTIVE_DONE, state=case.state)
    return event
