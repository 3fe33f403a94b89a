"""The query of silence."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from portal.cases.kinds import CaseKind, ReplyBy, State
from portal.cases.models import Case


def silent_cases(session: Session, authority_id: int, before: date, limit: int) -> Sequence[int]:
    """Return answered cases whose senders were told before a day and have said nothing.

    Whoever wants to be told and was not is not silent; whoever was thanked has nothing to confirm.
    """
    known_since = func.coalesce(Case.told_on, Case.finished_on)
    query = select(Case.id).where(
        Case.authority_id == authority_id,
        Case.state == State.ANSWERED,
        Case.kind != CaseKind.PRAISE,
        Case.is_satisfied.is_(None),
        Case.outcome == "",
        or_(Case.reply_by == ReplyBy.CODE, Case.told_on.is_not(None)),
        known_since < before,
    )
    return session.scalars(query.order_by(Case.id).limit(limit)).all()
