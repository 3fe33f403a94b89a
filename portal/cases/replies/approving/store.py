"""The queries of drafts that wait: what was written for many cases, in one statement each."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.cases.kinds import TextPart
from portal.cases.models import CaseEvent, CaseText

READ = (TextPart.STORY, TextPart.REPLY, TextPart.POINTS, TextPart.REASON)


def events_by_case(session: Session, ids: Collection[int]) -> dict[int, list[CaseEvent]]:
    """Return the events of cases, oldest first."""
    query = select(CaseEvent).where(CaseEvent.case_id.in_(ids)).order_by(CaseEvent.seq)
    found: dict[int, list[CaseEvent]] = {id_: [] for id_ in ids}
    for event in session.scalars(query):
        found[event.case_id].append(event)
    return found


def texts_by_case(session: Session, ids: Collection[int]) -> dict[int, Sequence[CaseText]]:
    """Return what an approver reads of cases, oldest first."""
    query = select(CaseText).where(CaseText.case_id.in_(ids), CaseText.part.in_(READ))
    found: dict[int, list[CaseText]] = {id_: [] for id_ in ids}
    for text in session.scalars(query.order_by(CaseText.id)):
        found[text.case_id].append(text)
    return dict(found)
