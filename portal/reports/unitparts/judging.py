"""The coordinator accepts what a unit sent, or returns it with a reason."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.errors import ChangedMeanwhileError, InvalidInputError
from portal.offices.events import record
from portal.reports import periods
from portal.reports.unitparts import store
from portal.reports.unitparts.kinds import PartState
from portal.reports.unitparts.models import UnitPart
from portal.reports.unitparts.turns import Turn

LONGEST_NOTE = 1000
# A part that was accepted can still turn out to lack something.
JUDGED_AGAIN = (PartState.SENT, PartState.ACCEPTED)


def accept(session: Session, turn: Turn, *, now: datetime) -> UnitPart:
    """Take a unit's part into the report; `ChangedMeanwhileError` unless it is as it was read."""
    return _judge(session, turn, {"state": PartState.ACCEPTED, "note": ""}, now)


def send_back(session: Session, turn: Turn, note: str, *, now: datetime) -> UnitPart:
    """Return a part, sent or accepted, with what is missing; the unit keeps its texts."""
    words = note.strip()
    if not 0 < len(words) <= LONGEST_NOTE:
        raise InvalidInputError(note="too_long" if words else "required")
    return _judge(session, turn, {"state": PartState.RETURNED, "note": words}, now)


def _judge(session: Session, turn: Turn, values: dict[str, Any], now: datetime) -> UnitPart:
    row = periods.period(session, turn.actor.authority_id, turn.key)
    can_be_accepted = (PartState.SENT,)
    before = can_be_accepted if values["state"] == PartState.ACCEPTED else JUDGED_AGAIN
    guard = (UnitPart.version == turn.seen, UnitPart.state.in_(before))
    judged = {
        "judged_at": now,
        "judged_by_id": turn.actor.staff_id,
        "version": turn.seen + 1,
    }
    part = store.change(session, row.id, turn.unit_id, guard, values | judged)
    if part is None:
        raise ChangedMeanwhileError(period=turn.key, unit=turn.unit_id)
    record(session, turn.actor, f"unit_part_{part.state}", now, key=turn.key, unit=turn.unit_id)
    return part
