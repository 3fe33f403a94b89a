"""An answer after its day says why: asked once, of whoever handles it when the day has passed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from portal.cases.handling.wording import written
from portal.cases.kinds import Action, TextPart
from portal.cases.merging.store import earliest_promise
from portal.cases.models import Case, CaseEvent
from portal.cases.store import events_of, texts_of
from portal.clock import local_day

SAYING_WHY = frozenset(
    {
        *(Action.DRAFT, Action.APPROVE, Action.SIGN, Action.ANSWER_AT_ONCE),
        *(Action.ANSWER_LIGHTLY, Action.ANSWER_TOGETHER),
    }
)
LONGEST_REASON = 1000


def is_past_due(case: Case, now: datetime) -> bool:
    """Say whether an answer given now would be late; by day, in Việt Nam."""
    return case.due_on is not None and local_day(now) > case.due_on


def late_reason(session: Session, case: Case) -> str:
    """Return why the answer is late, for the sender to read; empty when nobody had to say it."""
    text_id = reason_text_id(events_of(session, case.id))
    reasons = texts_of(session, case.id, TextPart.REASON)
    return next((text.body for text in reasons if text.id == text_id), "")


def must_say_why(session: Session, case: Case, now: datetime) -> bool:
    """Say whether the next step needs a reason for the delay."""
    return is_late_for_anyone(session, case, now) and not late_reason(session, case)


def is_late_for_anyone(session: Session, case: Case, now: datetime) -> bool:
    """Say whether an answer now is late for its sender, or for one it is merged with."""
    if is_past_due(case, now) or not case.followers:
        return is_past_due(case, now)
    promised = earliest_promise(session, case.id)
    return promised is not None and local_day(now) > promised


def lateness_texts(session: Session, case: Case, reason: str, now: datetime) -> dict[TextPart, str]:
    """Return the reason as a text of the step; InvalidInputError when it is due and missing.

    A reason given before the day has passed is not kept: nothing is late yet.
    """
    if not is_late_for_anyone(session, case, now):
        return {}
    if not reason.strip() and late_reason(session, case):
        return {}
    return {TextPart.REASON: written(reason, "late_reason", LONGEST_REASON)}


def reason_text_id(events: Sequence[CaseEvent]) -> int | None:
    """Return the id of the last reason given for the present answer, not for one reopened since."""
    found: int | None = None
    for event in events:
        if event.action == Action.REOPEN:
            found = None
        elif event.action in SAYING_WHY:
            found = event.data.get("texts", {}).get(TextPart.REASON, {}).get("id", found)
    return found
