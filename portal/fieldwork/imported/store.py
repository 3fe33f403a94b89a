"""Queries of files of answers."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from portal.errors import NotFoundError
from portal.fieldwork.imported.models import AnswerFile
from portal.fieldwork.models import Survey

INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class BroughtFile(NamedTuple):
    """A file and the title of the survey its answers went to; None while it waits."""

    file: AnswerFile
    survey: str | None


def bring(session: Session, row: Mapping[str, Any]) -> AnswerFile:
    """Keep a file unless the authority has it already, and return what is kept. The key judges."""
    added = INSERTS[session.get_bind().dialect.name](AnswerFile).values(**row)
    session.execute(added.on_conflict_do_nothing(index_elements=["authority_id", "digest"]))
    return session.scalars(
        select(AnswerFile).where(
            AnswerFile.authority_id == row["authority_id"], AnswerFile.digest == row["digest"]
        )
    ).one()


def files_of(session: Session, authority_id: int) -> list[BroughtFile]:
    """Return the files of an authority, the latest first, without what is in them."""
    rows = session.execute(
        select(AnswerFile, Survey.title)
        .outerjoin(Survey, Survey.id == AnswerFile.survey_id)
        .where(AnswerFile.authority_id == authority_id)
        .order_by(AnswerFile.id.desc())
    )
    return [BroughtFile(*row) for row in rows]


def waiting_file(session: Session, authority_id: int, file_id: int) -> AnswerFile:
    """Return a file that has not been taken over, else raise `NotFoundError`."""
    found = session.scalars(
        select(AnswerFile).where(
            AnswerFile.id == file_id,
            AnswerFile.authority_id == authority_id,
            AnswerFile.sealed.is_not(None),
        )
    ).first()
    if found is None:
        raise NotFoundError(file=file_id)
    return found


def finish(session: Session, authority_id: int, file_id: int, survey_id: int) -> bool:
    """Put the survey in the place of the file; False if somebody else did."""
    done = (
        update(AnswerFile)
        .where(
            AnswerFile.id == file_id,
            AnswerFile.authority_id == authority_id,
            AnswerFile.sealed.is_not(None),
        )
        .values(sealed=None, survey_id=survey_id)
        .returning(AnswerFile.id)
        .execution_options(synchronize_session=False)
    )
    return session.scalars(done).first() is not None


def discard(session: Session, authority_id: int, file_id: int) -> bool:
    """Delete a file that has not been taken over; say whether it was still there."""
    gone = delete(AnswerFile).where(
        AnswerFile.id == file_id,
        AnswerFile.authority_id == authority_id,
        AnswerFile.sealed.is_not(None),
    )
    return session.scalars(gone.returning(AnswerFile.id)).first() is not None


def forget_before(session: Session, day: date) -> int:
    """Delete the files that have waited since before a day; return how many."""
    old = (AnswerFile.sealed.is_not(None), AnswerFile.brought_on <= day)
    return len(session.scalars(delete(AnswerFile).where(*old).returning(AnswerFile.id)).all())
