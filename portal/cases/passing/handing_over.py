"""Whoever leaves hands over all open work at once: looked at first, one event for every case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.cases.acts import Act
from portal.cases.events import facts_of, record
from portal.cases.handling.store import assignable_units, officers
from portal.cases.handling.visibility import Viewer
from portal.cases.kinds import Action
from portal.cases.merging.along import go_along
from portal.cases.models import Case
from portal.cases.passing import store
from portal.errors import ChangedMeanwhileError, InvalidInputError


@dataclass(frozen=True)
class Holder:
    """A unit with its work, or one officer of it."""

    unit_id: int
    staff_id: int | None = None

    @property
    def code(self) -> str:
        """What forms and events call it."""
        return f"unit-{self.unit_id}" if self.staff_id is None else f"staff-{self.staff_id}"


def open_work(session: Session, viewer: Viewer, source: Holder) -> Sequence[Case]:
    """Return what would be handed over, the oldest first."""
    unit_id = None if source.staff_id else source.unit_id
    return store.open_work(session, viewer, unit_id=unit_id, staff_id=source.staff_id)


def print_of(cases: Sequence[Case]) -> str:
    """Return what a preview was made of: a case more, or one that moved on, changes it."""
    return " ".join(f"{case.id}.{case.version}" for case in cases)


def hand_over(
    session: Session, viewer: Viewer, source: Holder, target: Holder, seen: str, *, now: datetime
) -> int:
    """Give all open work to another unit or officer; days, drafts and approvals stay.

    Returns how many cases were moved. Raises `InvalidInputError` (target `itself`, `not_internal`
    or `not_of_the_unit`), `ChangedMeanwhileError` when the work is not what the person saw, and
    `NotAllowedError`.
    """
    _judge(session, viewer, source, target)
    cases = open_work(session, viewer, source)
    if print_of(cases) != seen:
        raise ChangedMeanwhileError(source=source.code)
    moving = {case.id for case in cases}
    for case in cases:
        # A case answered together with another one follows that one, by an event of its own.
        if case.merged_into_id not in moving:
            act = Act(Action.TAKE_OVER, viewer.as_actor(), now, _changes(case, source, target))
            record(session, case, act)
            go_along(session, case, act)
    return len(cases)


def _judge(session: Session, viewer: Viewer, source: Holder, target: Holder) -> None:
    if source == target:
        raise InvalidInputError(target="itself")
    units = {unit.id for unit in assignable_units(session, viewer.authority_id)}
    if target.unit_id not in units:
        raise InvalidInputError(target="not_internal")
    people = {(one.id, one.unit_id) for one in officers(session, viewer.authority_id)}
    if target.staff_id is not None and (target.staff_id, target.unit_id) not in people:
        raise InvalidInputError(target="not_of_the_unit")


def _changes(case: Case, source: Holder, target: Holder) -> dict[str, Any]:
    facts, left = facts_of(case), source.unit_id
    data: dict[str, Any] = {"from": source.code}
    if source.staff_id is not None or facts.unit_in_charge == left:
        data |= {"unit_id": target.unit_id, "officer_id": target.staff_id}
    if source.staff_id is not None:
        return data
    if facts.explaining_unit_id == left and facts.explained_on is None:
        data["explaining_unit_id"] = target.unit_id
    in_charge = data.get("unit_id", facts.unit_in_charge)
    beside = {target.unit_id if unit == left else unit for unit in facts.coordinating}
    if beside - {in_charge} != facts.coordinating:
        data["beside"] = sorted(beside - {in_charge})
    return data
