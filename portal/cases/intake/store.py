"""The queries of intake: what was spent, what a forged field names, and the next reference."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from portal.cases.models import Case, CaseOpening, ReferenceCounter
from portal.offices.kinds import Role, UnitKind
from portal.offices.models import Authority, ServicePoint, Staff, StaffRole, Unit, Village
from portal.offices.permissions import GRANTS, May

SEEING_ROLES = [role for role, may in GRANTS.items() if May.SEE_CASES in may]


def case_by_submission(session: Session, digest: bytes) -> Case | None:
    return session.scalar(select(Case).where(Case.submission_digest == digest))


def village_name(session: Session, authority_id: int, village_id: int) -> str | None:
    """Return the name of an active village of this authority; None for any other id."""
    return session.scalar(
        select(Village.name).where(
            Village.id == village_id, Village.authority_id == authority_id, Village.is_active
        )
    )


def has_service_point(session: Session, authority_id: int, point_id: int) -> bool:
    query = select(ServicePoint.id).where(
        ServicePoint.id == point_id, ServicePoint.authority_id == authority_id
    )
    return session.scalar(query) is not None


def reference_prefix(session: Session, authority_id: int) -> str:
    return session.scalars(
        select(Authority.reference_prefix).where(Authority.id == authority_id)
    ).one()


def next_number(session: Session, authority_id: int, day: date) -> int:
    """Return the next number of an authority's day, in one statement.

    It holds the day's row until the transaction ends and is given back if that is rolled back, so
    numbers have no gaps; call it as late as possible.
    """
    statement = (
        _insert(session)(ReferenceCounter)
        .values(authority_id=authority_id, day=day, n=1)
        .on_conflict_do_update(
            index_elements=[ReferenceCounter.authority_id, ReferenceCounter.day],
            set_={"n": ReferenceCounter.n + 1},
        )
        .returning(ReferenceCounter.n)
    )
    return int(session.scalars(statement).one())


def replace_code(session: Session, case: Case, locator: str, secret_hash: str) -> None:
    """Write another access code over the old one, which opens nothing from then on."""
    session.execute(
        update(Case)
        .where(Case.id == case.id)
        .values(locator=locator, secret_hash=secret_hash)
        .execution_options(synchronize_session=False)
    )
    session.refresh(case)


def mark_opened(session: Session, case: Case, day: date) -> None:
    """Write down the day a case was opened on; the day before it is kept, once a day only."""
    statement = _insert(session)(CaseOpening).values(
        case_id=case.id, authority_id=case.authority_id, last_on=day
    )
    session.execute(
        statement.on_conflict_do_update(
            index_elements=[CaseOpening.case_id],
            set_={"before_on": CaseOpening.last_on, "last_on": day},
            where=CaseOpening.last_on < day,
        )
    )


def opened_before(session: Session, case_id: int, today: date) -> date | None:
    """Return the last day before today on which a case was opened with its code."""
    row = session.get(CaseOpening, case_id)
    if row is None:
        return None
    return row.last_on if row.last_on < today else row.before_on


def _insert(session: Session) -> Any:
    # Any: the two dialects' inserts share no base that knows their ON CONFLICT.
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return sqlite.insert if is_sqlite else postgresql.insert


# Whom a petition may be about


class Post(NamedTuple):
    """A role with cases that somebody has in a unit, or in none."""

    staff_id: int
    role: Role
    unit_id: int | None
    unit: str | None


def units_in_use(session: Session, authority_id: int) -> Sequence[Unit]:
    """Return the units of the commune itself."""
    query = select(Unit).where(
        Unit.authority_id == authority_id, Unit.kind == UnitKind.INTERNAL, Unit.is_active
    )
    return session.scalars(query.order_by(Unit.position, Unit.name)).all()


def posts_held(session: Session, authority_id: int) -> list[Post]:
    """Return who of the active staff sees cases, by role and unit."""
    query = (
        select(Staff.id, StaffRole.role, Unit.id, Unit.name)
        .join(StaffRole, StaffRole.staff_id == Staff.id)
        .outerjoin(Unit, Unit.id == Staff.unit_id)
        .where(Staff.authority_id == authority_id, Staff.is_active)
        .where(StaffRole.role.in_(SEEING_ROLES))
        .order_by(StaffRole.role, Unit.position, Unit.name, Staff.id)
    )
    return [Post(row[0], Role(row[1]), *row[2:]) for row in session.execute(query)]
