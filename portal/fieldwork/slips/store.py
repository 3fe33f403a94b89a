"""Queries of stacks of slips: printed, listed, handed out, revoked, forgotten."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, delete, exists, func, insert, select, update
from sqlalchemy.orm import Session

from portal.errors import NotFoundError
from portal.fieldwork.models import Survey
from portal.fieldwork.slips.claims_store import SLIP, was_spent
from portal.fieldwork.slips.models import Slip, SlipClaim, SlipStack
from portal.offices.models import Authority, ServicePoint, Unit


class StackRow(NamedTuple):
    """A stack with the names around it and how many of its slips were spent, to the last one."""

    stack: SlipStack
    survey: str
    place: str
    unit: str
    spent: int


def add_stack(session: Session, stack: SlipStack, digests: Sequence[bytes]) -> None:
    """Write a stack and its slips, in an order that is not the one in which they are printed."""
    session.add(stack)
    session.flush()
    common = {"stack_id": stack.id, "authority_id": stack.authority_id, "is_spent": False}
    session.execute(insert(Slip), [{"digest": digest, **common} for digest in sorted(digests)])


def stacks_of(
    session: Session, authority_id: int, only_unit: int | None, stack_id: int | None = None
) -> list[StackRow]:
    """Return stacks of an authority or of one unit's surveys, the latest first."""
    rows = session.execute(_listed(authority_id, only_unit, stack_id))
    return [StackRow(*row) for row in rows]


def stack_of(session: Session, authority_id: int, only_unit: int | None, stack_id: int) -> StackRow:
    """Return one stack, else raise `NotFoundError`."""
    found = stacks_of(session, authority_id, only_unit, stack_id)
    if not found:
        raise NotFoundError(stack=stack_id)
    return found[0]


def revoke(session: Session, stack_id: int, now: datetime) -> bool:
    """Revoke a stack unless it is; say whether it was done now."""
    taken = update(SlipStack).where(SlipStack.id == stack_id, SlipStack.revoked_at.is_(None))
    return _changes_one(session, taken.values(revoked_at=now))


def say_handed(session: Session, stack_id: int, handed: int) -> None:
    session.execute(update(SlipStack).where(SlipStack.id == stack_id).values(handed=handed))


def handed_out(session: Session, authority_id: int, from_on: date, to_on: date) -> dict[int, int]:
    """Add up by counter the slips of stacks handed out wholly within some days."""
    rows = session.execute(
        select(SlipStack.service_point_id, func.sum(SlipStack.handed))
        .where(
            SlipStack.authority_id == authority_id,
            SlipStack.handed.is_not(None),
            SlipStack.handed_from >= from_on,
            SlipStack.handed_to <= to_on,
        )
        .group_by(SlipStack.service_point_id)
    )
    return {row[0]: int(row[1] or 0) for row in rows}


def smallest_group(session: Session, authority_id: int) -> int:
    found = session.scalars(select(Authority.smallest_group).where(Authority.id == authority_id))
    return found.one()


def over_by(session: Session, through: date) -> list[tuple[SlipStack, int, int]]:
    """Return stacks that ended by a day and still have slips; how many were spent; the group."""
    spent = _spent_of(SlipStack.id)
    rows = session.execute(
        select(SlipStack, spent, Authority.smallest_group)
        .join(Authority, Authority.id == SlipStack.authority_id)
        .where(SlipStack.valid_through <= through, exists().where(Slip.stack_id == SlipStack.id))
    )
    return [(row[0], row[1], row[2]) for row in rows]


def forget_slips(session: Session, stack: SlipStack, spent: int) -> int:
    """Delete the slips of a stack with their claims, keep how many were spent; return how many."""
    session.execute(update(SlipStack).where(SlipStack.id == stack.id).values(spent=spent))
    own = select(Slip.digest).where(Slip.stack_id == stack.id)
    session.execute(delete(SlipClaim).where(SlipClaim.slip_digest.in_(own)))
    return session.connection().execute(delete(Slip).where(Slip.stack_id == stack.id)).rowcount


def _listed(authority_id: int, only_unit: int | None, stack_id: int | None) -> Select[Any]:
    wanted = [SlipStack.authority_id == authority_id]
    wanted += [] if only_unit is None else [Survey.unit_id == only_unit]
    wanted += [] if stack_id is None else [SlipStack.id == stack_id]
    return (
        select(SlipStack, Survey.title, ServicePoint.name, Unit.name, _spent_of(SlipStack.id))
        .join(Survey, Survey.id == SlipStack.survey_id)
        .join(ServicePoint, ServicePoint.id == SlipStack.service_point_id)
        .join(Unit, Unit.id == ServicePoint.unit_id)
        .where(*wanted)
        .order_by(SlipStack.issued_at.desc(), SlipStack.id.desc())
    )


def _spent_of(stack_id: Any) -> Any:
    """Count the spent slips of a stack; of forgotten ones the count that was kept."""
    counted = (
        select(func.count())
        .select_from(Slip.__table__)
        .where(SLIP.stack_id == stack_id, was_spent())
        .scalar_subquery()
    )
    return func.coalesce(SlipStack.spent, counted)


def _changes_one(session: Session, statement: Any) -> bool:
    return session.connection().execute(statement).rowcount == 1
