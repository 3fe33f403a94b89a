"""Every query of directives."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session, aliased

from portal.cases.handling.visibility import Viewer
from portal.cases.models import Case, CaseText
from portal.cases.replies.directives.models import Directive
from portal.offices.models import Staff


class DirectiveLine(NamedTuple):
    """A task as its unit reads it; nothing of the petition but its reference."""

    id: int
    reference: str
    of_unit_id: int | None
    words: str
    giver: str
    due_on: date
    done_at: datetime | None
    done_words: str

    def is_late(self, today: date) -> bool:
        """Say whether it waits beyond its day."""
        return self.done_at is None and self.due_on < today


def of_unit(session: Session, viewer: Viewer, limit: int = 100) -> list[DirectiveLine]:
    """Return the tasks of the own unit: open ones by their day, then those done, the last first."""
    query = _lines(viewer).order_by(
        Directive.done_at.is_not(None), Directive.done_at.desc(), Directive.due_on, Directive.id
    )
    return [_line(row) for row in session.execute(query.limit(limit))]


def one_of_unit(session: Session, viewer: Viewer, directive_id: int) -> DirectiveLine | None:
    row = session.execute(_lines(viewer).where(Directive.id == directive_id)).first()
    return _line(row) if row else None


def open_of_unit(session: Session, viewer: Viewer) -> int:
    """Count the tasks that wait for the own unit."""
    tasks = select(Directive.id).join(Case, Case.id == Directive.case_id)
    waiting = tasks.where(*_of_unit(viewer), Directive.done_at.is_(None)).subquery()
    return session.scalar(select(func.count()).select_from(waiting)) or 0


def case_of(session: Session, viewer: Viewer, directive_id: int) -> Case | None:
    """Return the case of a task of the own unit."""
    query = select(Case).join(Directive, Directive.case_id == Case.id)
    return session.scalar(query.where(Directive.id == directive_id, *_of_unit(viewer)))


def finish(session: Session, viewer: Viewer, directive_id: int, text_id: int, at: datetime) -> bool:
    """Mark a task done unless it is; judged and written in one statement."""
    done = session.scalar(
        update(Directive)
        .where(
            Directive.id == directive_id,
            Directive.authority_id == viewer.authority_id,
            Directive.unit_id == viewer.unit_id,
            Directive.done_at.is_(None),
        )
        .values(done_at=at, done_by_id=viewer.staff_id, done_text_id=text_id)
        .returning(Directive.id)
        .execution_options(synchronize_session=False)
    )
    return done is not None


def _of_unit(viewer: Viewer) -> Sequence[Any]:
    return (
        Directive.authority_id == viewer.authority_id,
        Directive.unit_id == viewer.unit_id,
        # What was sealed since is nobody's task any more.
        Case.handler_id.is_(None),
    )


def _lines(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    words, done = aliased(CaseText), aliased(CaseText)
    return (
        select(
            Directive.id,
            Case.reference,
            Case.unit_id,
            words.body,
            Staff.display_name,
            Directive.due_on,
            Directive.done_at,
            done.body,
        )
        .join(Case, Case.id == Directive.case_id)
        .join(Staff, Staff.id == Directive.by_id)
        .outerjoin(words, words.id == Directive.text_id)
        .outerjoin(done, done.id == Directive.done_text_id)
        .where(*_of_unit(viewer))
    )


def _line(row: Any) -> DirectiveLine:
    line = DirectiveLine(*row)
    return line._replace(words=line.words or "", done_words=line.done_words or "")
