"""The queries of intake: what was spent, what a forged field names, and the next reference."""

from datetime import date

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from portal.cases.models import Case, ReferenceCounter
from portal.offices.models import Authority, ServicePoint, Village


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
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert if is_sqlite else postgresql.insert
    statement = (
        insert(ReferenceCounter)
        .values(authority_id=authority_id, day=day, n=1)
        .on_conflict_do_update(
            index_elements=[ReferenceCounter.authority_id, ReferenceCounter.day],
            set_={"n": ReferenceCounter.n + 1},
        )
        .returning(ReferenceCounter.n)
    )
    return session.scalars(statement).one()


def replace_code(session: Session, case: Case, locator: str, secret_hash: str) -> None:
    """Write another access code over the old one, which opens nothing from then on."""
    session.execute(
        update(Case)
        .where(Case.id == case.id)
        .values(locator=locator, secret_hash=secret_hash)
        .execution_options(synchronize_session=False)
    )
    session.refresh(case)
