"""A unit writes its part: kept as a draft as often as it likes, then sent."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.errors import ChangedMeanwhileError, InvalidInputError, NotFoundError
from portal.offices.events import Actor, record
from portal.reports import periods
from portal.reports.models import Period
from portal.reports.unitparts import store
from portal.reports.unitparts.asked import text_parts
from portal.reports.unitparts.kinds import WITH_UNIT, PartState
from portal.reports.unitparts.models import UnitPart
from portal.reports.unitparts.turns import NOTHING_YET, Turn


def keep(
    session: Session, turn: Turn, texts: Mapping[str, str], *, is_sent: bool, now: datetime
) -> UnitPart:
    """Keep the texts of a unit, and send them if so wished.

    Raises `ChangedMeanwhileError` if a colleague wrote since the version that was read, or the
    part was sent or accepted; `NotFoundError` for a unit that is not asked; `InvalidInputError`
    for what is missing or too long.
    """
    if not store.asks(session, turn.actor.authority_id, turn.unit_id):
        raise NotFoundError(unit=turn.unit_id)
    row = periods.period(session, turn.actor.authority_id, turn.key)
    part = _written(session, row, turn, _values(turn.actor, texts, is_sent=is_sent, now=now))
    if part is None:
        raise ChangedMeanwhileError(period=turn.key, unit=turn.unit_id)
    action = "unit_part_sent" if is_sent else "unit_part_kept"
    data = {"key": turn.key, "unit": turn.unit_id, "version": part.version}
    record(session, turn.actor, action, now, **data)
    return part


def _written(session: Session, row: Period, turn: Turn, values: dict[str, Any]) -> UnitPart | None:
    """Judge and write in one statement: a guarded change, or a row only one can add."""
    if turn.seen != NOTHING_YET:
        guard = (UnitPart.version == turn.seen, UnitPart.state.in_(WITH_UNIT))
        version = {"version": turn.seen + 1}
        return store.change(session, row.id, turn.unit_id, guard, values | version)
    owner = {"authority_id": row.authority_id, "period_id": row.id, "unit_id": turn.unit_id}
    part = UnitPart(version=1, **owner, **values)
    return part if store.add_first(session, part) else None


def _values(
    actor: Actor, texts: Mapping[str, str], *, is_sent: bool, now: datetime
) -> dict[str, Any]:
    kept = {one.code: texts.get(one.code, "").strip() for one in text_parts()}
    faults = {one.code: "too_long" for one in text_parts() if len(kept[one.code]) > one.limit}
    if is_sent:
        faults |= {
            one.code: "required" for one in text_parts() if one.needed and not kept[one.code]
        }
    if faults:
        raise InvalidInputError(**faults)
    changed = {"texts": kept, "changed_at": now, "changed_by_id": actor.staff_id}
    sent = {"state": PartState.SENT, "sent_at": now, "note": ""}
    return changed | (sent if is_sent else {"state": PartState.DRAFT})
