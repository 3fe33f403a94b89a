"""Putting figures and cases behind a finding, and taking them away again."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.cases.handling.store import visible_case_by_reference
from portal.cases.handling.visibility import Viewer
from portal.clock import local_day
from portal.errors import InvalidInputError, NotFoundError
from portal.offices.store import add_unique
from portal.remedies import store
from portal.remedies.figures import Bookshelf
from portal.remedies.kinds import StepKind
from portal.remedies.models import RemedyCase, RemedyFigure, RemedyFinding
from portal.remedies.steps import Told, plan_step


@dataclass(frozen=True)
class FigureLink:
    """Which figure: its period, the code of its definition, its unit or None for the whole."""

    period_key: str
    code: str
    unit_id: int | None


def link_figure(
    session: Session, viewer: Viewer, finding_id: int, link: FigureLink, *, now: datetime
) -> RemedyFigure:
    """Put a figure behind a finding as it stands today.

    Raises `InvalidInputError` (code `not_shown`) for one that is hidden or not there: kept here it
    would be told after all; and `linked` for one that already is.
    """
    finding = store.of(session, RemedyFinding, viewer.authority_id, finding_id)
    today = local_day(now)
    shelf = Bookshelf(session, viewer.authority_id, today)
    value = shelf.value(link.period_key, link.code, link.unit_id)
    if value is None:
        raise InvalidInputError(code="not_shown")
    figure = RemedyFigure(
        authority_id=viewer.authority_id,
        finding_id=finding.id,
        **vars(link),
        was_part=value.part,
        was_of=value.of,
        linked_on=today,
    )
    if not add_unique(session, figure):
        raise InvalidInputError(code="linked")
    plan_step(session, viewer, finding.plan_id, Told(StepKind.FIGURE_LINKED, now))
    return figure


def unlink_figure(
    session: Session, viewer: Viewer, finding_id: int, figure_id: int, *, now: datetime
) -> int:
    """Take a figure away; return the plan. Raises `NotFoundError`."""
    finding = store.of(session, RemedyFinding, viewer.authority_id, finding_id)
    if not store.remove_figure(session, finding, figure_id):
        raise NotFoundError(figure=figure_id)
    plan_step(session, viewer, finding.plan_id, Told(StepKind.FIGURE_UNLINKED, now))
    return finding.plan_id


def link_case(
    session: Session, viewer: Viewer, finding_id: int, reference: str, *, now: datetime
) -> RemedyCase:
    """Put a case behind a finding; one that the viewer may not see is no case to them."""
    finding = store.of(session, RemedyFinding, viewer.authority_id, finding_id)
    case = visible_case_by_reference(session, viewer, reference.strip().upper())
    if case is None:
        raise InvalidInputError(reference="no_such_case")
    link = RemedyCase(finding_id=finding.id, case_id=case.id, authority_id=case.authority_id)
    if not add_unique(session, link):
        raise InvalidInputError(reference="linked")
    # The history is read by people who may not know of the case: its reference is not in it.
    plan_step(session, viewer, finding.plan_id, Told(StepKind.CASE_LINKED, now))
    return link


def unlink_case(
    session: Session, viewer: Viewer, finding_id: int, reference: str, *, now: datetime
) -> int:
    """Take a case away that the viewer may see; return the plan. Raises `NotFoundError`."""
    finding = store.of(session, RemedyFinding, viewer.authority_id, finding_id)
    case = visible_case_by_reference(session, viewer, reference)
    if case is None or not store.remove_case(session, finding, case.id):
        raise NotFoundError(reference=reference)
    plan_step(session, viewer, finding.plan_id, Told(StepKind.CASE_UNLINKED, now))
    return finding.plan_id
