"""A draft is saved by whoever writes it, version over version, and never over one not seen."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.cases.handling.turns import Turn, case_in_turn
from portal.cases.replies.drafting import draft
from portal.cases.replies.drafts import store
from portal.cases.replies.drafts.models import ReplyDraft
from portal.cases.replies.points.point import Point
from portal.errors import DomainError, NotAllowedError
from portal.offices.permissions import May

NOTHING_YET = 0


class NewerDraftError(DomainError):
    """The same person has saved another version since, in another window."""

    code = "newer_draft"


@dataclass(frozen=True)
class Written:
    """What stands on the page of an answer, whole or not."""

    points: Sequence[Point]
    late_reason: str = ""

    @property
    def body(self) -> dict[str, Any]:
        return {
            "points": [asdict(point) for point in self.points],
            "late_reason": self.late_reason,
        }


def written_in(kept: ReplyDraft) -> Written:
    """Return what a draft holds."""
    return Written([Point(**one) for one in kept.body["points"]], kept.body["late_reason"])


def save(session: Session, turn: Turn, written: Written, seen: int, *, now: datetime) -> int:
    """Save a draft over the version that was seen; return the new one.

    A case that has moved on still takes it: words are kept even where they may come too late.
    Raises `NotFoundError`, `NotAllowedError`, and `NewerDraftError` when `seen` is not the last.
    """
    case = case_in_turn(session, turn)
    who = turn.viewer
    is_theirs = who.unit_id is not None and who.unit_id == case.unit_id
    if case.handler_id is not None or May.HANDLE not in who.may or not is_theirs:
        raise NotAllowedError(case_id=case.id)
    if seen == NOTHING_YET:
        first = ReplyDraft(
            case_id=case.id,
            staff_id=who.staff_id,
            authority_id=case.authority_id,
            body=written.body,
            begun_at=now,
            saved_at=now,
        )
        is_saved = store.add_first(session, first)
    else:
        is_saved = store.save_over(session, (case.id, who.staff_id), seen, written.body, now)
    if not is_saved:
        raise NewerDraftError(case_id=case.id)
    return seen + 1


def hand_in(session: Session, turn: Turn, written: Written, seen: int, *, now: datetime) -> None:
    """Hand a draft to whoever approves it; the working draft ends with it.

    Raises `NewerDraftError` when a version lies there that was not seen, and what `draft` raises.
    """
    store.drop_seen(session, turn.case_id, turn.viewer.staff_id, seen)
    if store.draft_of(session, turn.case_id, turn.viewer.staff_id) is not None:
        raise NewerDraftError(case_id=turn.case_id)
    draft(session, turn, written.points, written.late_reason, now=now)
