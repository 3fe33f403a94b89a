"""The queries of handling: what a person may see, who could be responsible, and names."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from portal.cases.handling.visibility import Viewer
from portal.cases.kinds import Action, State, Subject
from portal.cases.models import Case, CaseEvent
from portal.cases.named import themselves
from portal.offices.kinds import UnitKind
from portal.offices.models import Procedure, ServicePoint, Staff, StaffRole, Unit, Village
from portal.offices.permissions import GRANTS, May

MOVES_A_CLOCK = (Action.REOPEN, Action.ASK, Action.SUPPLY, Action.RESUME)
HANDLING_ROLES = [role for role, may in GRANTS.items() if May.HANDLE in may]


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """Return `portal.cases.handling.visibility.may_see` as SQL."""
    if May.SEE_CASES not in viewer.may:
        return false()
    own = Case.authority_id == viewer.authority_id
    return and_(own, or_(Case.handler_id == viewer.staff_id, _unsealed(viewer)), ~is_about(viewer))


def is_about(viewer: Viewer) -> ColumnElement[bool]:
    """Return `portal.cases.named.names` as SQL; never unknown."""
    in_line = and_(Case.named_unit_id.is_not(None), Case.named_unit_id == viewer.unit_id)
    is_line = viewer.unit_id is not None and May.LEAD not in viewer.may
    own = and_(Case.named_staff_id.is_not(None), Case.named_staff_id.in_(themselves(viewer)))
    return or_(own, in_line) if is_line else own


def references_about(session: Session, viewer: Viewer) -> set[str]:
    """Return the references a person must not meet in any list, however it was made."""
    query = select(Case.reference).where(Case.authority_id == viewer.authority_id, is_about(viewer))
    return set(session.scalars(query))


def _unsealed(viewer: Viewer) -> ColumnElement[bool]:
    unsealed = Case.handler_id.is_(None)
    if May.SEE_ALL_UNITS in viewer.may:
        return unsealed
    if viewer.unit_id is None:
        return false()
    return and_(unsealed, or_(Case.unit_id == viewer.unit_id, coordinates(viewer.unit_id)))


def coordinates(unit_id: int) -> ColumnElement[bool]:
    """Return which cases a unit stands beside (`CaseFacts.coordinating`)."""
    return Case.beside.contains(f"|{unit_id}|", autoescape=True)


def visible_case(session: Session, viewer: Viewer, case_id: int) -> Case | None:
    return session.scalar(select(Case).where(Case.id == case_id, visible(viewer)))


def visible_case_by_reference(session: Session, viewer: Viewer, reference: str) -> Case | None:
    """Return a case by what somebody typed as its reference; PostgreSQL would not take a NUL."""
    if not reference.isprintable():
        return None
    return session.scalar(select(Case).where(Case.reference == reference, visible(viewer)))


# Whose clock runs


def open_cases(session: Session, authority_id: int) -> Sequence[Case]:
    """Return every open case of a commune in the order of receipt."""
    still_open = Case.state.in_([state for state in State if state.is_open])
    query = select(Case).where(Case.authority_id == authority_id, still_open)
    return session.scalars(query.order_by(Case.received_at, Case.id)).all()


def clock_events(session: Session, authority_id: int) -> dict[int, list[CaseEvent]]:
    """Return what stopped or restarted the clocks of open cases, by case, oldest first."""
    query = (
        select(CaseEvent)
        .join(Case, Case.id == CaseEvent.case_id)
        .where(
            Case.authority_id == authority_id,
            Case.state.in_([state for state in State if state.is_open]),
            CaseEvent.action.in_(MOVES_A_CLOCK),
        )
        .order_by(CaseEvent.seq)
    )
    found: dict[int, list[CaseEvent]] = {}
    for event in session.scalars(query):
        found.setdefault(event.case_id, []).append(event)
    return found


# Who could be responsible


def assignable_units(session: Session, authority_id: int) -> Sequence[Unit]:
    """Return the units that can be given a case: internal ones in use."""
    query = select(Unit).where(
        Unit.authority_id == authority_id, Unit.kind == UnitKind.INTERNAL, Unit.is_active
    )
    return session.scalars(query.order_by(Unit.position, Unit.name)).all()


def outside_units(session: Session, authority_id: int) -> Sequence[Unit]:
    """Return the vertical and external units: they receive a transfer slip."""
    query = select(Unit).where(
        Unit.authority_id == authority_id, Unit.kind != UnitKind.INTERNAL, Unit.is_active
    )
    return session.scalars(query.order_by(Unit.position, Unit.name)).all()


def officers(session: Session, authority_id: int) -> Sequence[Staff]:
    """Return the active staff who may handle a case, by unit and name; units are loaded."""
    query = (
        select(Staff)
        .join(Unit, Unit.id == Staff.unit_id)
        .where(
            Staff.authority_id == authority_id,
            Staff.is_active,
            Staff.role_rows.any(StaffRole.role.in_(HANDLING_ROLES)),
        )
        .options(contains_eager(Staff.unit))
    )
    return session.scalars(query.order_by(Unit.position, Unit.name, Staff.display_name)).all()


def active_staff(session: Session, authority_id: int) -> Sequence[Staff]:
    """Return everybody who works here, by name, with their unit and roles."""
    query = select(Staff).where(Staff.authority_id == authority_id, Staff.is_active)
    loaded = query.options(joinedload(Staff.unit))
    return session.scalars(loaded.order_by(Staff.display_name, Staff.id)).all()


def unit_of_point(session: Session, authority_id: int, point_id: int) -> int:
    query = select(ServicePoint.unit_id).where(
        ServicePoint.id == point_id, ServicePoint.authority_id == authority_id
    )
    return session.scalars(query).one()


def busiest_unit(session: Session, authority_id: int, subject: Subject) -> tuple[int, int] | None:
    """Return which unit has had most cases of a subject, and how many; None before the first."""
    count = func.count(Case.id)
    row = session.execute(
        select(Case.unit_id, count)
        .where(Case.authority_id == authority_id, Case.subject == subject)
        .where(Case.unit_id.is_not(None))
        .group_by(Case.unit_id)
        .order_by(count.desc(), Case.unit_id)
        .limit(1)
    ).first()
    return None if row is None or row[0] is None else (row[0], row[1])


# The names on a case


@dataclass(frozen=True)
class Names:
    """What the ids on a case are called."""

    unit: str | None
    village: str | None
    point: str | None
    procedure: str | None


def names_on(session: Session, subject_case: Case) -> Names:
    row = session.execute(
        select(Unit.name, Village.name, ServicePoint.name, Procedure.name)
        .select_from(Case)
        .outerjoin(Unit, Unit.id == Case.unit_id)
        .outerjoin(Village, Village.id == Case.village_id)
        .outerjoin(ServicePoint, ServicePoint.id == Case.service_point_id)
        .outerjoin(Procedure, Procedure.id == Case.procedure_id)
        .where(Case.id == subject_case.id)
    ).one()
    return Names(*row)


def unit_names(session: Session, authority_id: int) -> dict[int, str]:
    rows = session.execute(select(Unit.id, Unit.name).where(Unit.authority_id == authority_id))
    return {row.id: row.name for row in rows}


def people(session: Session, authority_id: int, staff_ids: Collection[int]) -> dict[int, Staff]:
    """Return members of a commune's staff with their roles, by id."""
    query = select(Staff).where(Staff.authority_id == authority_id, Staff.id.in_(staff_ids))
    rows = session.scalars(query)
    return {staff.id: staff for staff in rows}
