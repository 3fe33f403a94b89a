"""Queries of the history of plans, and of who can answer for a measure."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from portal.offices.models import Staff, StaffRole
from portal.offices.naming import by_given_name
from portal.offices.permissions import GRANTS, May
from portal.remedies.models import RemedyFinding, RemedyMeasure, RemedyStep

READING_ROLES = [role for role, may in GRANTS.items() if May.SEE_REMEDIES in may]


class StepLine(NamedTuple):
    """One line of the history, who did it, and which measure it is about."""

    step: RemedyStep
    by: str | None
    measure: str | None


def steps_of_plan(session: Session, plan_id: int) -> list[StepLine]:
    """Return the history of a plan and of all its measures, the oldest first."""
    return _steps(session, RemedyStep.plan_id == plan_id)


def steps_of_measure(session: Session, measure_id: int) -> list[StepLine]:
    return _steps(session, RemedyStep.measure_id == measure_id)


def plan_of(session: Session, finding_id: int) -> int:
    """Return the plan a finding belongs to."""
    query = select(RemedyFinding.plan_id).where(RemedyFinding.id == finding_id)
    return session.scalars(query).one()


def answerable(session: Session, authority_id: int) -> Sequence[Staff]:
    """Return the active members of a unit who can read plans, by their given names."""
    query = select(Staff).where(
        Staff.authority_id == authority_id,
        Staff.is_active,
        Staff.unit_id.is_not(None),
        Staff.role_rows.any(StaffRole.role.in_(READING_ROLES)),
    )
    people = session.scalars(query.options(joinedload(Staff.unit))).all()
    return sorted(people, key=lambda one: by_given_name(one.display_name))


def _steps(session: Session, condition: ColumnElement[bool]) -> list[StepLine]:
    query = (
        select(RemedyStep, Staff.display_name, RemedyMeasure.words)
        .outerjoin(Staff, Staff.id == RemedyStep.by_id)
        .outerjoin(RemedyMeasure, RemedyMeasure.id == RemedyStep.measure_id)
        .where(condition)
        .order_by(RemedyStep.id)
    )
    return [StepLine(*row) for row in session.execute(query)]
