"""Setting, changing and taking back a target; each change is in the office's record."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.errors import InvalidInputError, NotFoundError
from portal.offices.events import Actor, record
from portal.offices.models import Unit
from portal.offices.store import owned
from portal.reports.periods import FIRST_DAY, LAST_DAY
from portal.reports.targets import store
from portal.reports.targets.kinds import TargetMethod, TargetObject
from portal.reports.targets.models import LONGEST_SOURCE, Target

PERCENTS = range(1, 101)
SHORTEST_SOURCE = 5


@dataclass(frozen=True)
class Goal:
    """What a target says; `unit_id` None means the figure of the whole commune."""

    object: TargetObject
    unit_id: int | None
    method: TargetMethod
    percent: int
    source: str
    valid_from: date


def set_target(
    session: Session, actor: Actor, goal: Goal, *, target_id: int | None = None, now: datetime
) -> Target:
    """Add a target, or give the one of that id new values.

    Raises `InvalidInputError` by field and `NotFoundError` for the id or the unit. Two targets of
    one thing, unit, method and day end in `ConstraintError`.
    """
    _check(goal)
    if goal.unit_id is not None:
        owned(session, Unit, actor.authority_id, goal.unit_id)
    target = target_of(session, actor.authority_id, target_id) if target_id else Target()
    target.authority_id = actor.authority_id
    for name, value in vars(goal).items():
        setattr(target, name, value)
    session.add(target)
    session.flush()
    record(
        session,
        actor,
        "target_set",
        now,
        target=target.id,
        percent=goal.percent,
        method=goal.method.value,
        source=goal.source,
    )
    return target


def target_of(session: Session, authority_id: int, target_id: int) -> Target:
    """Return a target of an authority, else raise `NotFoundError`."""
    target = store.target_by_id(session, authority_id, target_id)
    if target is None:
        raise NotFoundError(target=target_id)
    return target


def take_back(session: Session, actor: Actor, target_id: int, *, now: datetime) -> None:
    """Remove a target; what it said stays in the office's record."""
    if not store.remove_target(session, actor.authority_id, target_id):
        raise NotFoundError(target=target_id)
    record(session, actor, "target_removed", now, target=target_id)


def _check(goal: Goal) -> None:
    faults = {}
    if goal.percent not in PERCENTS:
        faults["percent"] = "out_of_range"
    if not SHORTEST_SOURCE <= len(goal.source.strip()) <= LONGEST_SOURCE:
        faults["source"] = "source"
    if not FIRST_DAY <= goal.valid_from <= LAST_DAY:
        faults["valid_from"] = "far_away"
    if faults:
        raise InvalidInputError(**faults)
