"""Which sheets a second person types again: all, or some drawn by lot, with the reason why."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.errors import InvalidInputError
from portal.fieldwork.paper import store
from portal.keys import Keys, Purpose
from portal.offices.events import Actor, record

FEWEST = 100
"""One in so many at least: below one per cent typing is not looked at any more."""
LONGEST_REASON = 300


@dataclass(frozen=True)
class Share:
    """One sheet in `one_in` is typed twice; fewer than all has a reason."""

    one_in: int = 1
    reason: str = ""


def share_of(session: Session, survey_id: int) -> Share:
    """Return the rule of a survey; without one, every sheet is typed twice."""
    row = store.rule_of(session, survey_id)
    return Share() if row is None else Share(row.one_in, row.reason)


def set_share(
    session: Session, actor: Actor, survey_id: int, share: Share, *, now: datetime
) -> None:
    """Set of how many sheets one is typed twice; `InvalidInputError` names what does not fit.

    It holds for sheets begun from now on: what waits for a second person goes on waiting.
    """
    store.asked(session, actor.authority_id, survey_id)
    faults = {}
    if not 1 <= share.one_in <= FEWEST:
        faults["one_in"] = "out_of_range"
    if share.one_in > 1 and not share.reason.strip():
        faults["reason"] = "required"
    if len(share.reason.strip()) > LONGEST_REASON:
        faults["reason"] = "too_long"
    if faults:
        raise InvalidInputError(**faults)
    row = {"survey_id": survey_id, "authority_id": actor.authority_id, "one_in": share.one_in}
    said = {"reason": share.reason.strip(), "set_by_id": actor.staff_id, "set_at": now}
    store.set_rule(session, row | said)
    record(session, actor, "paper_rule_set", now, survey=survey_id, one_in=share.one_in)


def is_typed_twice(keys: Keys, share: Share, survey_id: int, number: int) -> bool:
    """Say whether a sheet is one of those: by lot, so that nobody who types it first knows."""
    drawn = keys.digest(Purpose.PAPER_LOT, f"{survey_id} {number}".encode())
    return int.from_bytes(drawn[:8]) % share.one_in == 0
