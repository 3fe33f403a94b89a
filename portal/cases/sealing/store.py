"""The queries of sealed cases: who may keep one, what is erased, and counts without content."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import delete, extract, func, select, update
from sqlalchemy.orm import Session

from portal.cases.kinds import CaseKind, State
from portal.cases.models import Case, CaseSearch, CaseText
from portal.files.models import Attachment
from portal.offices.models import Staff, StaffRole
from portal.offices.permissions import GRANTS, May
from portal.people.models import Contact

# What names the chairperson or a deputy is known to its keeper alone.
_SHOWN_TO_CHAIR = (Case.handler_id.is_not(None), Case.kind != CaseKind.ABOUT_LEADERS)
KEEPING_ROLES = [role for role, may in GRANTS.items() if May.KEEP_SEALED in may]


class SealedLine(NamedTuple):
    """A sealed case without anything of what it says."""

    reference: str
    kind: CaseKind
    state: State
    sealed_on: date | None
    handed_over_on: date | None
    purged_on: date | None
    handler: str


class SealedCount(NamedTuple):
    """How many of a kind were sealed in a calendar month; that is all that remains of them."""

    year: int
    month: int
    kind: CaseKind
    n: int


class Unpurged(NamedTuple):
    """A case whose texts lie here although it was handed over."""

    reference: str
    handed_over_on: date


def keepers(session: Session, authority_id: int) -> Sequence[Staff]:
    """Return the active staff of a commune to whom a sealed case may be given, by name."""
    query = select(Staff).where(
        Staff.authority_id == authority_id,
        Staff.is_active,
        Staff.role_rows.any(StaffRole.role.in_(KEEPING_ROLES)),
    )
    return session.scalars(query.order_by(Staff.display_name, Staff.id)).all()


def sealed_case(session: Session, authority_id: int, reference: str) -> Case | None:
    """Return a sealed case for whoever only names its handler."""
    if not reference.isprintable():
        return None
    return session.scalar(
        select(Case).where(
            Case.authority_id == authority_id,
            Case.reference == reference,
            *_SHOWN_TO_CHAIR,
        )
    )


def sealed_lines(session: Session, authority_id: int, limit: int) -> list[SealedLine]:
    """Return what was sealed, the last first."""
    query = (
        select(
            Case.reference,
            Case.kind,
            Case.state,
            Case.sealed_on,
            Case.finished_on,
            Case.purged_on,
            Staff.display_name,
        )
        .join(Staff, Staff.id == Case.handler_id)
        .where(Case.authority_id == authority_id, *_SHOWN_TO_CHAIR)
        .order_by(Case.sealed_on.desc(), Case.id.desc())
        .limit(limit)
    )
    return [
        SealedLine(row[0], CaseKind(row[1]), State(row[2]), *row[3:])
        for row in session.execute(query)
    ]


def sealed_counts(session: Session, authority_id: int) -> list[SealedCount]:
    """Count what was sealed by month and kind, the last month first; no unit, no words."""
    year, month = extract("year", Case.sealed_on), extract("month", Case.sealed_on)
    query = (
        select(year, month, Case.kind, func.count(Case.id))
        .where(Case.authority_id == authority_id, *_SHOWN_TO_CHAIR)
        .group_by(year, month, Case.kind)
        .order_by(year.desc(), month.desc(), Case.kind)
    )
    return [
        SealedCount(int(row[0]), int(row[1]), CaseKind(row[2]), row[3])
        for row in session.execute(query)
    ]


def unpurged(session: Session, handler_id: int, before: date) -> list[Unpurged]:
    """Return what a handler gave on before a day and has not erased, the oldest first."""
    query = select(Case.reference, Case.finished_on).where(
        Case.handler_id == handler_id,
        Case.state == State.HANDED_OVER,
        Case.purged_on.is_(None),
        Case.finished_on < before,
    )
    rows = session.execute(query.order_by(Case.finished_on, Case.id))
    return [Unpurged._make(row) for row in rows]


def forget_words(session: Session, case_id: int) -> None:
    """Take a case out of the search."""
    session.execute(delete(CaseSearch).where(CaseSearch.case_id == case_id))


def count_content(session: Session, case_id: int) -> int:
    """Count the texts, files and contacts of a case."""
    counted = (
        select(func.count()).where(table.case_id == case_id).scalar_subquery()
        for table in (CaseText, Attachment, Contact)
    )
    return sum(session.execute(select(*counted)).one())


def take_content(session: Session, case_id: int) -> list[str]:
    """Delete all that a case says and by whom; return the keys of its files."""
    forget_words(session, case_id)
    session.execute(delete(CaseText).where(CaseText.case_id == case_id))
    session.execute(delete(Contact).where(Contact.case_id == case_id))
    session.execute(
        update(Case)
        .where(Case.id == case_id)
        .values(place="")
        .execution_options(synchronize_session=False)
    )
    files = delete(Attachment).where(Attachment.case_id == case_id)
    return list(session.scalars(files.returning(Attachment.key)))
