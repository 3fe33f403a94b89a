"""Every query of erasing: each takes what is over in one statement and says what it took."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Row, Select, delete, select
from sqlalchemy.orm import Session

from portal.cases.kinds import State
from portal.cases.models import Case, CaseOpening
from portal.files.models import Attachment
from portal.offices.models import PasswordLink
from portal.people.models import Contact


def _finished(through: date) -> Select[int]:
    """Select the cases that ended by a day and were not reopened; judged where it is erased."""
    closed = [state for state in State if not state.is_open]
    return select(Case.id).where(Case.state.in_(closed), Case.finished_on <= through)


def take_contacts(session: Session, through: date) -> Sequence[Row[int, int]]:
    """Delete the contacts of cases finished by a day; return authority and case of each."""
    statement = delete(Contact).where(Contact.case_id.in_(_finished(through)))
    return session.execute(statement.returning(Contact.authority_id, Contact.case_id)).all()


def take_attachments(session: Session, through: date) -> Sequence[Row[int, int | None, str]]:
    """Delete the rows of files of cases finished by a day; return authority, case and key."""
    statement = delete(Attachment).where(Attachment.case_id.in_(_finished(through)))
    return session.execute(
        statement.returning(Attachment.authority_id, Attachment.case_id, Attachment.key)
    ).all()


def forget_openings(session: Session, through: date) -> int:
    """Delete the days on which cases finished by a day were opened; return of how many cases."""
    statement = delete(CaseOpening).where(CaseOpening.case_id.in_(_finished(through)))
    return len(session.scalars(statement.returning(CaseOpening.case_id)).all())


def forget_links(session: Session, ended_by: datetime) -> int:
    """Delete one-time links that ended before a moment; return how many."""
    statement = delete(PasswordLink).where(PasswordLink.expires_at <= ended_by)
    return len(session.scalars(statement.returning(PasswordLink.digest)).all())
