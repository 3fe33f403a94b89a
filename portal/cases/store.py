"""The queries of cases that both intake and handling ask."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, insert, null, or_, select, update
from sqlalchemy import case as either
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from portal.cases.kinds import State, TextPart
from portal.cases.models import Case, CaseEvent, CaseSearch, CaseText, EventChain


def unit_in_charge() -> ColumnElement[int | None]:
    """Return `portal.cases.projection.CaseFacts.unit_in_charge` as SQL."""
    waits_for_a_unit = or_(Case.state == State.ACCEPTED, Case.returns_to == State.ACCEPTED)
    return either((waits_for_a_unit, null()), else_=Case.unit_id)


def stands_still() -> ColumnElement[bool]:
    """Return `portal.calendar.stages.stands_still` of the answer as SQL; never unknown."""
    return and_(Case.paused_on.is_not(None), Case.due_on.is_not(None), Case.paused_on < Case.due_on)


def case_by_id(session: Session, case_id: int) -> Case | None:
    return session.get(Case, case_id)


def case_by_reference(session: Session, authority_id: int, reference: str) -> Case | None:
    """Return the case of a commune by its printed reference."""
    return session.scalar(
        select(Case).where(Case.authority_id == authority_id, Case.reference == reference)
    )


def case_by_locator(session: Session, locator: str) -> Case | None:
    """Return the case whose access code starts with these symbols; the secret is not judged."""
    return session.scalar(select(Case).where(Case.locator == locator))


def events_of(session: Session, case_id: int) -> Sequence[CaseEvent]:
    """Return a case's events, oldest first."""
    return session.scalars(
        select(CaseEvent).where(CaseEvent.case_id == case_id).order_by(CaseEvent.seq)
    ).all()


def texts_of(session: Session, case_id: int, *parts: TextPart) -> Sequence[CaseText]:
    """Return a case's texts, oldest first; of the named parts only, if any are named."""
    query = select(CaseText).where(CaseText.case_id == case_id).order_by(CaseText.id)
    return session.scalars(query.where(CaseText.part.in_(parts)) if parts else query).all()


def latest_text(session: Session, case_id: int, part: TextPart) -> CaseText | None:
    return session.scalar(
        select(CaseText)
        .where(CaseText.case_id == case_id, CaseText.part == part)
        .order_by(CaseText.id.desc())
        .limit(1)
    )


def move(session: Session, case: Case, seen: int, changes: dict[str, Any]) -> bool:
    """Write the projection if nobody else did since version `seen`; False when somebody did."""
    moved = session.execute(
        update(Case)
        .where(Case.id == case.id, Case.version == seen)
        .values(**changes, version=seen + 1)
        .returning(Case.id)
        .execution_options(synchronize_session=False)
    ).first()
    if moved is None:
        return False
    session.refresh(case)
    return True


def next_link(session: Session, authority_id: int, genesis: bytes) -> tuple[int, bytes]:
    """Lock the authority's chain and return the next number and the hash before it.

    The upsert makes the row at the first event and holds it until the transaction ends, so events
    of one authority are numbered one after another without gaps.
    """
    insert_ = sqlite.insert if _is_sqlite(session) else postgresql.insert
    statement = (
        insert_(EventChain)
        .values(authority_id=authority_id, seq=1, hash=genesis)
        .on_conflict_do_update(
            index_elements=[EventChain.authority_id], set_={"seq": EventChain.seq + 1}
        )
        .returning(EventChain.seq, EventChain.hash)
    )
    seq, previous = session.execute(statement).one()
    return seq, previous


def close_link(session: Session, authority_id: int, link: bytes) -> None:
    session.execute(
        update(EventChain).where(EventChain.authority_id == authority_id).values(hash=link)
    )


def chain_head(session: Session, authority_id: int) -> tuple[int, bytes] | None:
    row = session.execute(
        select(EventChain.seq, EventChain.hash).where(EventChain.authority_id == authority_id)
    ).first()
    return (row.seq, row.hash) if row else None


def has_link(session: Session, link: bytes) -> bool:
    """Say whether any event carries this hash; in an unbroken chain all before it then stand."""
    return session.scalar(select(CaseEvent.id).where(CaseEvent.hash == link).limit(1)) is not None


def chain_of(session: Session, authority_id: int, page: int = 1000) -> Iterator[CaseEvent]:
    """Yield all events of an authority in their order, read in pages so that memory stays flat."""
    after = 0
    query = select(CaseEvent).where(CaseEvent.authority_id == authority_id)
    while events := session.scalars(
        query.where(CaseEvent.seq > after).order_by(CaseEvent.seq).limit(page)
    ).all():
        yield from events
        after = events[-1].seq


def add_search_words(session: Session, case: Case, folded: str) -> None:
    session.execute(
        insert(CaseSearch).values(case_id=case.id, authority_id=case.authority_id, folded=folded)
    )


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
