"""Every query of attachments."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from portal.files.models import Attachment


def staged_for(session: Session, digest: bytes) -> Sequence[Attachment]:
    """Return the files that wait for a submission, in their order."""
    query = select(Attachment).where(Attachment.staged_for == digest)
    return session.scalars(query.order_by(Attachment.position)).all()


def attachments_of(session: Session, case_id: int) -> Sequence[Attachment]:
    """Return the files of a case, in their order."""
    query = select(Attachment).where(Attachment.case_id == case_id)
    return session.scalars(query.order_by(Attachment.origin, Attachment.position)).all()


def attachment_of(session: Session, case_id: int, attachment_id: int) -> Attachment | None:
    """Return one file of a case; None when it is another case's."""
    query = select(Attachment).where(Attachment.id == attachment_id, Attachment.case_id == case_id)
    return session.scalar(query)


def unstage(session: Session, digest: bytes, attachment_id: int | None = None) -> Sequence[str]:
    """Delete the rows of staged files, one or all, and return their keys on the shelf."""
    statement = delete(Attachment).where(Attachment.staged_for == digest)
    if attachment_id is not None:
        statement = statement.where(Attachment.id == attachment_id)
    return session.scalars(statement.returning(Attachment.key)).all()


def restage(session: Session, authority_id: int, old: bytes, new: bytes) -> None:
    """Move the files of one submission to another."""
    session.execute(
        update(Attachment)
        .where(Attachment.staged_for == old, Attachment.authority_id == authority_id)
        .values(staged_for=new)
        .execution_options(synchronize_session=False)
    )


def attach(session: Session, digest: bytes, authority_id: int, case_id: int) -> int:
    """Give the staged files of a submission to its case; return how many."""
    statement = (
        update(Attachment)
        .where(Attachment.staged_for == digest, Attachment.authority_id == authority_id)
        .values(case_id=case_id, staged_for=None)
        .returning(Attachment.id)
        .execution_options(synchronize_session=False)
    )
    return len(session.scalars(statement).all())


def abandon(session: Session, before: datetime) -> Sequence[str]:
    """Delete the rows of files staged before a moment; return their keys on the shelf."""
    statement = delete(Attachment).where(
        # What is neither staged nor of a case is the office's own and stays.
        Attachment.staged_for.is_not(None),
        Attachment.case_id.is_(None),
        Attachment.created_at < before,
    )
    return session.scalars(statement.returning(Attachment.key)).all()


def remove_office(session: Session, attachment_id: int) -> Sequence[str]:
    """Delete the row of a file that belongs to no petition; return its key on the shelf."""
    statement = delete(Attachment).where(
        Attachment.id == attachment_id,
        Attachment.case_id.is_(None),
        Attachment.staged_for.is_(None),
    )
    return session.scalars(statement.returning(Attachment.key)).all()


def known_keys(session: Session, keys: Sequence[str]) -> set[str]:
    """Return which of these keys of the shelf belong to a row."""
    return set(session.scalars(select(Attachment.key).where(Attachment.key.in_(keys))))
