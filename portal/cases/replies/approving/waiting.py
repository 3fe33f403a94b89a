"""The drafts that wait for a person, with everything to be read before approving."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.cases.handling.queues.kinds import Horizon, Narrowing, Queue
from portal.cases.handling.queues.store import queue_page
from portal.cases.handling.turns import Turn
from portal.cases.handling.visibility import Viewer
from portal.cases.kinds import TextPart
from portal.cases.models import Case, CaseEvent, CaseText
from portal.cases.replies.approving import store
from portal.cases.replies.directives.giving import Task, give
from portal.cases.replies.drafting import approve
from portal.cases.replies.lateness import is_past_due, reason_text_id
from portal.cases.replies.points.point import Point
from portal.cases.replies.points.reading import latest_points


@dataclass(frozen=True)
class WaitingDraft:
    """A draft with the story it answers; `must_say_why` of one that is late without a reason."""

    case: Case
    unit: str
    story: str
    reply: str
    points: Sequence[Point]
    late_reason: str
    must_say_why: bool


def waiting(
    session: Session, viewer: Viewer, horizon: Horizon, now: datetime
) -> list[WaitingDraft]:
    """Return the first page of drafts this person may approve, the nearest day first."""
    rows = queue_page(session, viewer, Narrowing(queue=Queue.TO_APPROVE), horizon).rows
    ids = [row.case.id for row in rows]
    events, texts = store.events_by_case(session, ids), store.texts_by_case(session, ids)
    return [
        _draft(row.case, row.unit_name or "", events[row.case.id], texts[row.case.id], now)
        for row in rows
    ]


def approve_with_note(
    session: Session, turn: Turn, late_reason: str, task: Task | None, *, now: datetime
) -> None:
    """Approve a draft and, if the leader wrote one, give the task with it: both or neither."""
    case = approve(session, turn, late_reason, now=now)
    if task is not None:
        give(session, Turn(turn.viewer, case.id), task, now=now)


def _draft(
    case: Case, unit: str, events: Sequence[CaseEvent], texts: Sequence[CaseText], now: datetime
) -> WaitingDraft:
    bodies = {text.id: text.body for text in texts}
    reason = bodies.get(reason_text_id(events) or 0, "")
    return WaitingDraft(
        case,
        unit,
        story=_last(texts, TextPart.STORY),
        reply=_last(texts, TextPart.REPLY),
        points=latest_points(events, bodies),
        late_reason=reason,
        must_say_why=is_past_due(case, now) and not reason,
    )


def _last(texts: Sequence[CaseText], part: TextPart) -> str:
    return next((text.body for text in reversed(texts) if text.part == part), "")
