"""The queries of cases on one matter."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.cases.handling.store import visible
from portal.cases.handling.visibility import Viewer
from portal.cases.kinds import State, TextPart
from portal.cases.models import Case, CaseSearch, CaseText

OPENING = 300
NEAR = timedelta(days=30)
MOST_READ = 400


class Candidate(NamedTuple):
    """An open case that may be about the same matter; `folded` are its words."""

    id: int
    reference: str
    state: State
    opening: str
    received_on: date
    village_id: int | None
    service_point_id: int | None
    folded: str


def followers_of(session: Session, leader_id: int) -> Sequence[Case]:
    """Return the open cases that wait for the answer to this one, oldest first."""
    still_open = Case.state.in_([state for state in State if state.is_open])
    query = select(Case).where(Case.merged_into_id == leader_id, still_open)
    return session.scalars(query.order_by(Case.id)).all()


def earliest_promise(session: Session, leader_id: int) -> date | None:
    """Return the first day on which a case merged into this one is due."""
    still_open = Case.state.in_([state for state in State if state.is_open])
    query = select(func.min(Case.due_on)).where(Case.merged_into_id == leader_id, still_open)
    return session.scalar(query)


def nearby_open(session: Session, viewer: Viewer, case: Case) -> Sequence[Candidate]:
    """Return open cases a viewer sees that came in around the same days; never a sealed one.

    Of those answered together only the one that is answered.
    """
    first, last = case.received_on - NEAR, case.received_on + NEAR
    query = (
        select(
            Case.id,
            Case.reference,
            Case.state,
            func.substr(CaseText.body, 1, OPENING),
            Case.received_on,
            Case.village_id,
            Case.service_point_id,
            CaseSearch.folded,
        )
        .join(CaseSearch, CaseSearch.case_id == Case.id)
        .join(CaseText, (CaseText.case_id == Case.id) & (CaseText.part == TextPart.STORY))
        .where(visible(viewer), Case.handler_id.is_(None), Case.id != case.id)
        .where(Case.merged_into_id.is_(None))
        .where(Case.state.in_([state for state in State if state.is_open]))
        .where(Case.received_on.between(first, last))
        .order_by(Case.received_on.desc(), Case.id.desc())
        .limit(MOST_READ)
    )
    return [Candidate(*row) for row in session.execute(query)]


def visible_references(
    session: Session, viewer: Viewer, references: Collection[str]
) -> Sequence[str]:
    """Return which of these references a viewer may know of; a sealed case is not among them."""
    query = select(Case.reference).where(visible(viewer), Case.handler_id.is_(None))
    query = query.where(Case.reference.in_(references)).order_by(Case.id)
    return tuple(session.scalars(query))


def reference_of(session: Session, case_id: int) -> str:
    return session.scalars(select(Case.reference).where(Case.id == case_id)).one()


class PublishedCopy(NamedTuple):
    """The public copy of a case."""

    reference: str
    story: str
    received_on: date


def published_copies(session: Session, authority_id: int) -> Sequence[PublishedCopy]:
    """Return the public copies of the cases published last, each in its newest words."""
    newest = (
        select(func.max(CaseText.id))
        .where(CaseText.part == TextPart.PUBLIC_STORY, CaseText.authority_id == authority_id)
        .group_by(CaseText.case_id)
    )
    query = (
        select(Case.reference, CaseText.body, Case.received_on)
        .join(CaseText, CaseText.case_id == Case.id)
        .where(Case.authority_id == authority_id, Case.published_at.is_not(None))
        .where(Case.handler_id.is_(None), CaseText.id.in_(newest))
        .order_by(Case.published_at.desc(), Case.id.desc())
        .limit(MOST_READ)
    )
    return [PublishedCopy(*row) for row in session.execute(query)]
