"""The queries of handing over."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from portal.cases.handling.store import coordinates, visible
from portal.cases.handling.visibility import Viewer
from portal.cases.kinds import State
from portal.cases.models import Case
from portal.cases.store import unit_in_charge


def open_work(
    session: Session, viewer: Viewer, *, unit_id: int | None, staff_id: int | None
) -> Sequence[Case]:
    """Return the open cases a person has, or a unit answers, explains or coordinates.

    Sealed cases are not among them: who keeps those is decided one by one.
    """
    whose = Case.officer_id == staff_id if staff_id is not None else _of_unit(unit_id or 0)
    still_open = Case.state.in_([state for state in State if state.is_open])
    query = select(Case).where(visible(viewer), Case.handler_id.is_(None), still_open, whose)
    return session.scalars(query.order_by(Case.received_at, Case.id)).all()


def _of_unit(unit_id: int) -> ColumnElement[bool]:
    explains = and_(Case.explaining_unit_id == unit_id, Case.explained_on.is_(None))
    return or_(unit_in_charge() == unit_id, explains, coordinates(unit_id))
