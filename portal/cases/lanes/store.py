"""The queries of lanes: what a unit is asked to explain, and the parts of a split case."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import Session

from portal.cases.handling.visibility import Viewer
from portal.cases.models import Case
from portal.offices.models import Authority, Unit
from portal.offices.permissions import May


class Part(NamedTuple):
    """A case that another was split into, or was split off from."""

    id: int
    reference: str
    is_sealed: bool
    code_turn: int


def asked_of_unit(viewer: Viewer) -> ColumnElement[bool]:
    """Return which cases a person's unit is asked to explain, or has explained; no sealed one."""
    if May.HANDLE not in viewer.may or viewer.unit_id is None:
        return false()
    return and_(
        Case.authority_id == viewer.authority_id,
        Case.explaining_unit_id == viewer.unit_id,
        Case.handler_id.is_(None),
        # The unit explains what the desk asks, also when it is named; the person named does not.
        or_(Case.named_staff_id.is_(None), Case.named_staff_id != viewer.staff_id),
    )


def case_to_explain(
    session: Session, viewer: Viewer, *, case_id: int = 0, reference: str = ""
) -> Case | None:
    """Return a case by its id or reference, if the viewer's unit is to explain it."""
    if not reference.isprintable():
        return None
    which = Case.reference == reference if reference else Case.id == case_id
    return session.scalar(select(Case).where(which, asked_of_unit(viewer)))


def cases_to_explain(session: Session, viewer: Viewer, limit: int) -> Sequence[Case]:
    """Return what a person's unit is asked to explain: what waits by its day, then the rest."""
    query = select(Case).where(asked_of_unit(viewer))
    waits_first = (Case.explained_on.is_not(None), Case.explain_due_on, Case.id.desc())
    return session.scalars(query.order_by(*waits_first).limit(limit)).all()


def unit_name(session: Session, unit_id: int) -> str:
    return session.scalars(select(Unit.name).where(Unit.id == unit_id)).one()


def authority_of(session: Session, authority_id: int) -> Authority:
    return session.scalars(select(Authority).where(Authority.id == authority_id)).one()


def parts_of(session: Session, case: Case) -> Sequence[Part]:
    """Return the cases of the same letter, in the order in which they came."""
    same = or_(Case.split_from_id == case.id, Case.id == case.split_from_id)
    columns = (Case.id, Case.reference, Case.handler_id, Case.code_turn)
    query = select(*columns).where(same).order_by(Case.id)
    return [
        Part(row.id, row.reference, row.handler_id is not None, row.code_turn)
        for row in session.execute(query)
    ]
