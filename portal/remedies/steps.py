"""Writing the history of a plan down, in the transaction of what happened."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.cases.handling.visibility import Viewer
from portal.remedies.kinds import StepKind
from portal.remedies.models import RemedyMeasure, RemedyStep
from portal.remedies.steps_store import plan_of


@dataclass(frozen=True)
class Told:
    """What happened, when and in which words; of a change those are the words before it."""

    kind: StepKind
    at: datetime
    words: str = ""
    was_due_on: date | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


def plan_step(session: Session, viewer: Viewer, plan_id: int, told: Told) -> None:
    """Record what happened to a plan."""
    session.add(_step(viewer, plan_id, told))


def measure_step(session: Session, viewer: Viewer, measure: RemedyMeasure, told: Told) -> None:
    """Record what happened to a measure, with its day as it is now."""
    step = _step(viewer, plan_of(session, measure.finding_id), told)
    step.measure_id, step.due_on = measure.id, measure.due_on
    session.add(step)


def _step(viewer: Viewer, plan_id: int, told: Told) -> RemedyStep:
    return RemedyStep(
        authority_id=viewer.authority_id,
        plan_id=plan_id,
        at=told.at,
        by_id=viewer.staff_id,
        kind=told.kind,
        words=told.words,
        was_due_on=told.was_due_on,
        data=dict(told.data),
    )
