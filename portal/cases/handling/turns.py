"""A member of staff at a case: found if they may know of it, written if nobody was quicker."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy.orm import Session

from portal.cases.acts import Act
from portal.cases.events import record
from portal.cases.handling import store
from portal.cases.handling.visibility import Viewer
from portal.cases.kinds import Action, TextPart
from portal.cases.merging.along import go_along
from portal.cases.models import Case
from portal.errors import NotFoundError

NOTHING: Mapping[Any, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Turn:
    """Who acts on which case; `seen` is the version on their page, None to take what is there."""

    viewer: Viewer
    case_id: int
    seen: int | None = None


def case_in_turn(session: Session, turn: Turn) -> Case:
    """Return the case of a turn, or raise `NotFoundError` to whoever may not know of it."""
    case = store.visible_case(session, turn.viewer, turn.case_id)
    if case is None:
        raise NotFoundError(case_id=turn.case_id)
    return case


def take(
    session: Session,
    turn: Turn,
    action: Action,
    *,
    now: datetime,
    data: Mapping[str, Any] = NOTHING,
    texts: Mapping[TextPart, str] = NOTHING,
) -> Case:
    """Do one act as one event and return the case as it then is.

    Raises `NotFoundError` and everything `portal.cases.events.record` raises.
    """
    case = case_in_turn(session, turn)
    act = Act(action, turn.viewer.as_actor(), now, data, texts, turn.seen)
    record(session, case, act)
    if case.followers:
        go_along(session, case, act)
    return case
