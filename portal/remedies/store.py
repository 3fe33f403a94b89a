"""Every query of remedial plans; what the history holds is in `steps_store`."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, and_, delete, false, func, or_, select, true, update
from sqlalchemy.orm import Session

from portal.cases.handling.store import visible
from portal.cases.handling.visibility import Viewer
from portal.cases.models import Case
from portal.errors import NotFoundError
from portal.offices.models import Staff, Unit
from portal.offices.permissions import May
from portal.remedies.kinds import UNDER_WAY, Listing, MeasureState
from portal.remedies.models import (
    RemedyCase,
    RemedyFigure,
    RemedyFinding,
    RemedyMeasure,
    RemedyPlan,
)

Kept = TypeVar("Kept", RemedyPlan, RemedyFinding, RemedyMeasure)
is_under_way = RemedyMeasure.state.in_(UNDER_WAY)


def is_late(today: date) -> ColumnElement[bool]:
    """Return which measures are late: not reported done, and their day has passed."""
    return and_(is_under_way, RemedyMeasure.due_on < today)


def is_due_this_week(today: date) -> ColumnElement[bool]:
    """Return which measures are due from today up to and including Sunday."""
    sunday = today + timedelta(days=6 - today.weekday())
    return and_(is_under_way, RemedyMeasure.due_on.between(today, sunday))


def listed(listing: Listing, viewer: Viewer, today: date) -> ColumnElement[bool]:
    """Return which measures a listing holds for a person."""
    conditions: dict[Listing, ColumnElement[bool]] = {
        Listing.OPEN: is_under_way,
        Listing.MINE: and_(owned_by(viewer), is_under_way),
        Listing.LATE: is_late(today),
        Listing.WEEK: is_due_this_week(today),
        Listing.RECHECK: RemedyMeasure.state == MeasureState.DONE,
        Listing.ALL: true(),
    }
    return conditions[listing]


def owned_by(viewer: Viewer) -> ColumnElement[bool]:
    """Return `portal.remedies.owners.owns` as SQL, for measures of the viewer's authority."""
    named = RemedyMeasure.staff_id == viewer.staff_id
    if May.HEAD_REMEDIES not in viewer.may or viewer.unit_id is None:
        return and_(RemedyMeasure.staff_id.is_not(None), named)
    is_named = and_(RemedyMeasure.staff_id.is_not(None), named)
    return or_(is_named, RemedyMeasure.unit_id == viewer.unit_id)


def judged_by(viewer: Viewer) -> ColumnElement[bool]:
    """Return `portal.remedies.owners.may_recheck` as SQL."""
    if May.PLAN_REMEDIES not in viewer.may:
        return false()
    return and_(~owned_by(viewer), RemedyMeasure.done_by_id != viewer.staff_id)


class PlanLine(NamedTuple):
    """A plan with how many findings and measures it has, and how those stand."""

    plan: RemedyPlan
    findings: int
    measures: int
    effective: int
    late: int
    next_due_on: date | None


class MeasureLine(NamedTuple):
    """A measure with the names around it."""

    measure: RemedyMeasure
    finding: RemedyFinding
    plan: RemedyPlan
    unit: str
    person: str | None


class FigureLine(NamedTuple):
    """A figure behind a finding, and the name of its unit; None is the whole commune."""

    figure: RemedyFigure
    unit: str | None


def plan_lines(session: Session, authority_id: int, today: date) -> list[PlanLine]:
    """Return every plan of an authority, the latest first, in one query."""
    measured = func.count(RemedyMeasure.id)
    query = (
        select(
            RemedyPlan,
            func.count(RemedyFinding.id.distinct()),
            measured,
            measured.filter(RemedyMeasure.state == MeasureState.EFFECTIVE),
            measured.filter(is_late(today)),
            func.min(RemedyMeasure.due_on).filter(is_under_way),
        )
        .outerjoin(RemedyFinding, RemedyFinding.plan_id == RemedyPlan.id)
        .outerjoin(RemedyMeasure, RemedyMeasure.finding_id == RemedyFinding.id)
        .where(RemedyPlan.authority_id == authority_id)
        .group_by(RemedyPlan.id)
        .order_by(RemedyPlan.occasion_on.desc(), RemedyPlan.id.desc())
    )
    return [PlanLine(*row) for row in session.execute(query)]


def measure_lines(
    session: Session,
    authority_id: int,
    condition: ColumnElement[bool],
    limit: int | None = None,
) -> list[MeasureLine]:
    """Return measures that meet a condition: those under way first, by their days."""
    query = _MEASURES.where(RemedyMeasure.authority_id == authority_id, condition)
    order = (~is_under_way, RemedyMeasure.due_on, RemedyMeasure.id)
    return [MeasureLine(*row) for row in session.execute(query.order_by(*order).limit(limit))]


def count_measures(
    session: Session, viewer: Viewer, today: date, listings: Sequence[Listing]
) -> dict[Listing, int]:
    """Return the length of each listing for a person, in one statement."""
    counted = [
        func.count(RemedyMeasure.id).filter(listed(one, viewer, today)).label(one)
        for one in listings
    ]
    own = RemedyMeasure.authority_id == viewer.authority_id
    row = session.execute(select(*counted).where(own)).one()
    return {one: row[number] for number, one in enumerate(listings)}


def measures_of_plan(session: Session, plan: RemedyPlan) -> list[MeasureLine]:
    """Return the measures of a plan in the order in which they were written down."""
    query = _MEASURES.where(RemedyFinding.plan_id == plan.id).order_by(RemedyMeasure.id)
    return [MeasureLine(*row) for row in session.execute(query)]


def measure_line(session: Session, authority_id: int, measure_id: int) -> MeasureLine:
    """Return one measure with its names, or raise `NotFoundError`."""
    found = measure_lines(session, authority_id, RemedyMeasure.id == measure_id)
    if not found:
        raise NotFoundError(measure=measure_id)
    return found[0]


_MEASURES = (
    select(
        RemedyMeasure,
        RemedyFinding,
        RemedyPlan,
        Unit.name,
        Staff.display_name,
    )
    .join(RemedyFinding, RemedyFinding.id == RemedyMeasure.finding_id)
    .join(RemedyPlan, RemedyPlan.id == RemedyFinding.plan_id)
    .join(Unit, Unit.id == RemedyMeasure.unit_id)
    .outerjoin(Staff, Staff.id == RemedyMeasure.staff_id)
)


def of(session: Session, model: type[Kept], authority_id: int, row_id: int) -> Kept:
    """Return a plan, finding or measure of an authority, or raise `NotFoundError`."""
    query = select(model).where(model.id == row_id, model.authority_id == authority_id)
    row = session.scalars(query).one_or_none()
    if row is None:
        raise NotFoundError(id=row_id)
    return row


def change(
    session: Session, row: Kept, seen: int, values: dict[str, Any], *guard: ColumnElement[bool]
) -> bool:
    """Change a row if it is still the version `seen` and the guard holds where it is written."""
    model: Any = type(row)
    changed = session.scalars(
        update(model)
        .where(model.id == row.id, model.version == seen, *guard)
        .values(**values, version=seen + 1)
        .returning(model),
        execution_options={"populate_existing": True},
    ).first()
    return changed is not None


def findings_of(session: Session, plan: RemedyPlan) -> Sequence[RemedyFinding]:
    query = select(RemedyFinding).where(RemedyFinding.plan_id == plan.id)
    return session.scalars(query.order_by(RemedyFinding.id)).all()


def remove_finding(session: Session, finding: RemedyFinding) -> bool:
    """Remove a finding with its links unless it has a measure, judged where it is removed."""
    unused = ~select(RemedyMeasure.id).where(RemedyMeasure.finding_id == finding.id).exists()
    for link in (RemedyFigure, RemedyCase):
        session.execute(delete(link).where(link.finding_id == finding.id, unused))
    gone = delete(RemedyFinding).where(RemedyFinding.id == finding.id, unused)
    return session.scalar(gone.returning(RemedyFinding.id)) is not None


def figures_of(session: Session, plan_id: int) -> list[FigureLine]:
    """Return the figures behind the findings of a plan."""
    query = (
        select(RemedyFigure, Unit.name)
        .join(RemedyFinding, RemedyFinding.id == RemedyFigure.finding_id)
        .outerjoin(Unit, Unit.id == RemedyFigure.unit_id)
        .where(RemedyFinding.plan_id == plan_id)
        .order_by(RemedyFigure.id)
    )
    return [FigureLine(*row) for row in session.execute(query)]


def remove_figure(session: Session, finding: RemedyFinding, figure_id: int) -> bool:
    query = delete(RemedyFigure).where(
        RemedyFigure.id == figure_id, RemedyFigure.finding_id == finding.id
    )
    return session.scalar(query.returning(RemedyFigure.id)) is not None


def cases_of(session: Session, viewer: Viewer, plan_id: int) -> dict[int, list[Case]]:
    """Return the cases behind each finding of a plan, as far as the viewer may see them."""
    query = (
        select(RemedyCase.finding_id, Case)
        .join(RemedyFinding, RemedyFinding.id == RemedyCase.finding_id)
        .join(Case, Case.id == RemedyCase.case_id)
        .where(RemedyFinding.plan_id == plan_id, visible(viewer))
        .order_by(Case.received_at, Case.id)
    )
    found: dict[int, list[Case]] = {}
    for finding_id, case in session.execute(query):
        found.setdefault(finding_id, []).append(case)
    return found


def remove_case(session: Session, finding: RemedyFinding, case_id: int) -> bool:
    query = delete(RemedyCase).where(
        RemedyCase.case_id == case_id, RemedyCase.finding_id == finding.id
    )
    return session.scalar(query.returning(RemedyCase.case_id)) is not None
