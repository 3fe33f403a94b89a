"""Every query of working drafts and templates."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.cases.kinds import State
from portal.cases.models import Case
from portal.cases.replies.drafts.models import ReplyDraft, ReplyTemplate
from portal.offices.models import Staff
from portal.offices.store import add_unique


class Beside(NamedTuple):
    """A draft of somebody else for the same case."""

    writer: str
    draft: ReplyDraft


def draft_of(session: Session, case_id: int, staff_id: int) -> ReplyDraft | None:
    return session.get(ReplyDraft, (case_id, staff_id), populate_existing=True)


def drafts_beside(session: Session, case_id: int, staff_id: int) -> Sequence[Beside]:
    """Return what others are writing for a case, the one saved last first."""
    rows = session.execute(
        select(Staff.display_name, ReplyDraft)
        .join(Staff, Staff.id == ReplyDraft.staff_id)
        .where(ReplyDraft.case_id == case_id, ReplyDraft.staff_id != staff_id)
        .order_by(ReplyDraft.saved_at.desc(), ReplyDraft.staff_id)
    )
    return [Beside(*row) for row in rows]


def add_first(session: Session, draft: ReplyDraft) -> bool:
    """Write the first version; False if there is one already."""
    return add_unique(session, draft)


def save_over(
    session: Session, draft_key: tuple[int, int], seen: int, body: dict[str, Any], now: datetime
) -> bool:
    """Write the next version over the one that was seen; False if that is no longer there."""
    case_id, staff_id = draft_key
    saved = session.scalar(
        update(ReplyDraft)
        .where(
            ReplyDraft.case_id == case_id,
            ReplyDraft.staff_id == staff_id,
            ReplyDraft.version == seen,
        )
        .values(body=body, version=seen + 1, saved_at=now)
        .returning(ReplyDraft.case_id)
        .execution_options(synchronize_session=False)
    )
    return saved is not None


def drop_seen(session: Session, case_id: int, staff_id: int, seen: int) -> None:
    """Delete a draft that was handed in, if it is the one that was seen."""
    session.execute(
        delete(ReplyDraft)
        .where(
            ReplyDraft.case_id == case_id,
            ReplyDraft.staff_id == staff_id,
            ReplyDraft.version == seen,
        )
        .execution_options(synchronize_session="fetch")
    )


def drop_all(session: Session, case_id: int) -> None:
    """Delete every draft of a case: a sealed one has one reader."""
    session.execute(
        delete(ReplyDraft)
        .where(ReplyDraft.case_id == case_id)
        .execution_options(synchronize_session="fetch")
    )


def forget_before(session: Session, moment: datetime) -> int:
    """Delete drafts of ended cases that nobody saved since a moment; return how many."""
    ended = select(Case.id).where(Case.state.in_([s for s in State if not s.is_open]))
    gone = session.execute(
        delete(ReplyDraft)
        .where(ReplyDraft.case_id.in_(ended), ReplyDraft.saved_at < moment)
        .returning(ReplyDraft.case_id)
        .execution_options(synchronize_session="fetch")
    )
    return len(gone.all())


# Templates


def templates_of_unit(session: Session, unit_id: int) -> Sequence[ReplyTemplate]:
    query = select(ReplyTemplate).where(ReplyTemplate.unit_id == unit_id)
    return session.scalars(query.order_by(ReplyTemplate.name, ReplyTemplate.id)).all()


def template_of_unit(session: Session, unit_id: int, template_id: int) -> ReplyTemplate | None:
    query = select(ReplyTemplate).where(ReplyTemplate.unit_id == unit_id)
    return session.scalar(query.where(ReplyTemplate.id == template_id))


def add_template(session: Session, row: ReplyTemplate) -> bool:
    """Add a template; False when the unit has one of this name."""
    return add_unique(session, row)


def change_template(session: Session, row: ReplyTemplate, values: dict[str, Any]) -> bool:
    """Change a template; False when another of the unit has the new name."""
    try:
        with session.begin_nested():
            for name, value in values.items():
                setattr(row, name, value)
    except IntegrityError:
        session.refresh(row)
        return False
    return True
