"""The queries of telling: who stands where, and which open cases have a day that comes near."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.cases.kinds import Action, State
from portal.cases.models import Case, CaseEvent
from portal.cases.store import stands_still
from portal.offices.kinds import Role
from portal.offices.models import Staff, StaffRole
from portal.offices.permissions import GRANTS, May


def _roles_that(may: May) -> list[Role]:
    return [role for role, granted in GRANTS.items() if may in granted]


def staff_who(session: Session, authority_id: int, may: May, unit_id: int | None) -> list[int]:
    """Return the active staff whose roles allow something, of one unit or of all."""
    query = select(Staff.id).where(
        Staff.authority_id == authority_id,
        Staff.is_active,
        Staff.role_rows.any(StaffRole.role.in_(_roles_that(may))),
    )
    if unit_id is not None:
        query = query.where(Staff.unit_id == unit_id)
    return list(session.scalars(query.order_by(Staff.id)))


def approvers(session: Session, case: Case) -> list[int]:
    """Return who may approve a draft: the unit's own head; above the unit once it was reopened."""
    if not case.times_reopened and case.unit_id is not None:
        own = staff_who(session, case.authority_id, May.APPROVE, case.unit_id)
        if own := [one for one in own if one != case.drafted_by_id]:
            return own
    leaders = staff_who(session, case.authority_id, May.LEAD, None)
    return [one for one in leaders if one != case.drafted_by_id]


def last_drafter(session: Session, case_id: int) -> int | None:
    """Return who wrote the draft that came back; the case itself has forgotten them by then."""
    query = select(CaseEvent.actor_id).where(
        CaseEvent.case_id == case_id, CaseEvent.action == Action.DRAFT
    )
    return session.scalar(query.order_by(CaseEvent.seq.desc()).limit(1))


def active(session: Session, staff_id: int) -> Staff | None:
    return session.scalar(select(Staff).where(Staff.id == staff_id, Staff.is_active))


def cases_near(session: Session, authority_id: int, soon_until: date) -> Sequence[Case]:
    """Return the open cases, sealed ones apart, whose day is near or over and whose clock runs."""
    query = select(Case).where(
        Case.authority_id == authority_id,
        Case.state.in_([state for state in State if state.is_open]),
        Case.handler_id.is_(None),
        Case.due_on <= soon_until,
        ~stands_still(),
    )
    return session.scalars(query.order_by(Case.id)).all()


def rung_of(session: Session, authority_id: int) -> Sequence[tuple[int, int | None, str]]:
    """Return who heads units and who chairs: person, unit and role."""
    query = (
        select(Staff.id, Staff.unit_id, StaffRole.role)
        .join(StaffRole, StaffRole.staff_id == Staff.id)
        .where(
            Staff.authority_id == authority_id,
            Staff.is_active,
            StaffRole.role.in_([Role.UNIT_HEAD, Role.CHAIRPERSON]),
        )
    )
    return [(row[0], row[1], row[2]) for row in session.execute(query.order_by(Staff.id))]
