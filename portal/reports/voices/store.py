"""Every query on words beside numbers."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.reports.voices.models import CounterReply, FigureNote


def notes_of(session: Session, authority_id: int, period_key: int) -> Sequence[FigureNote]:
    """Return every version of every note of a period (by its row's id), the oldest first."""
    notes = select(FigureNote).where(
        FigureNote.authority_id == authority_id, FigureNote.period_id == period_key
    )
    return session.scalars(notes.order_by(FigureNote.at, FigureNote.id)).all()


def replies_of(session: Session, authority_id: int, period_key: int) -> Sequence[CounterReply]:
    """Return every version of every reply of a period (by its row's id), the oldest first."""
    replies = select(CounterReply).where(
        CounterReply.authority_id == authority_id, CounterReply.period_id == period_key
    )
    return session.scalars(replies.order_by(CounterReply.at, CounterReply.id)).all()
