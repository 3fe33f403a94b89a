"""What a case does, those merged into it do as well: each by an event of its own, with its days."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.cases.acts import Act
from portal.cases.chain import plain
from portal.cases.events import record
from portal.cases.kinds import Action, TextPart
from portal.cases.merging.store import followers_of
from portal.cases.models import Case
from portal.cases.replies.lateness import late_reason
from portal.cases.store import latest_text
from portal.clock import local_day

GOING = frozenset({Action.ASSIGN, Action.GIVE_BACK, Action.TAKE_OVER})
ANSWERING = frozenset({Action.SIGN, Action.ANSWER_AT_ONCE, Action.ANSWER_LIGHTLY})


def go_along(session: Session, leader: Case, act: Act) -> None:
    """Let the cases merged into one follow an act on it: to another unit, back, to the answer."""
    if act.action not in GOING | ANSWERING:
        return
    for follower in followers_of(session, leader.id):
        if act.action in GOING:
            said = _with_own_day(follower, plain(act.data)) | {"along": leader.reference}
            record(session, follower, Act(act.action, act.actor, act.at, said, act.texts))
        else:
            record(session, follower, _answer(session, leader, follower, act))


def _with_own_day(follower: Case, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return an assignment with the follower's own promise where that comes first."""
    if "due_on" not in data or follower.due_on is None:
        return dict(data)
    return {**data, "due_on": min(data["due_on"], follower.due_on.isoformat())}


def _answer(session: Session, leader: Case, follower: Case, act: Act) -> Act:
    reply = latest_text(session, leader.id, TextPart.REPLY)
    data = {
        "with": leader.reference,
        "drafted_by_id": leader.drafted_by_id,
        "approved_by_id": leader.approved_by_id,
        "document_number": leader.document_number,
        "document_on": leader.document_on,
        "document_signer": leader.document_signer,
        "signing_form": leader.signing_form,
    }
    texts = {TextPart.REPLY: reply.body if reply else ""}
    points = latest_text(session, leader.id, TextPart.POINTS)
    if act.action is Action.SIGN and points:
        texts[TextPart.POINTS] = points.body
    if _is_late(follower, act.at) and (why := late_reason(session, leader)):
        texts[TextPart.REASON] = why
    return Act(Action.ANSWER_TOGETHER, act.actor, act.at, data, texts)


def _is_late(case: Case, now: datetime) -> bool:
    return case.due_on is not None and local_day(now) > case.due_on
