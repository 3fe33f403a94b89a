"""Every query of the registers: figures in one statement, the list, and what is public."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, and_, case, exists, extract, func, or_, select
from sqlalchemy.orm import Session, aliased

from portal.cases.kinds import CaseKind, State, Subject, TextPart
from portal.cases.models import Case, CaseText
from portal.cases.store import stands_still, unit_in_charge
from portal.offices.models import Unit, Village

PETITIONS = [kind for kind in CaseKind if kind.is_petition]


def counts_by_unit(
    session: Session, authority_id: int, from_on: date, to_on: date, as_of: date
) -> dict[int | None, dict[str, int]]:
    """Return the named counts per unit in charge for petitions that touch the span."""
    named = {
        name: func.sum(case((condition, 1), else_=0)).label(name)
        for name, condition in _conditions(from_on, to_on, as_of).items()
    }
    unit_id = unit_in_charge().label("unit_id")
    statement = (
        select(unit_id, *named.values())
        .where(_touches(authority_id, from_on, to_on), Case.kind.in_(PETITIONS))
        .group_by(unit_id)
    )
    return {
        row.unit_id: {name: int(getattr(row, name)) for name in named}
        for row in session.execute(statement)
    }


def register(
    session: Session, authority_id: int, from_on: date, to_on: date
) -> Sequence[Row[Case, str, str]]:
    """Return every case that touches the span with its unit and village, oldest first."""
    statement = (
        select(Case, Unit.name, Village.name)
        .outerjoin(Unit, Unit.id == Case.unit_id)
        .outerjoin(Village, Village.id == Case.village_id)
        .where(_touches(authority_id, from_on, to_on))
        .order_by(Case.received_on, Case.id)
    )
    return session.execute(statement).all()


def _touches(authority_id: int, from_on: date, to_on: date) -> ColumnElement[bool]:
    return and_(
        Case.authority_id == authority_id,
        Case.received_on <= to_on,
        # A complaint or denunciation was no petition, whatever it came in as.
        Case.handler_id.is_(None),
        or_(Case.finished_on.is_(None), Case.finished_on >= from_on),
    )


def _conditions(from_on: date, to_on: date, as_of: date) -> dict[str, ColumnElement[bool]]:
    finished = and_(Case.finished_on.is_not(None), Case.finished_on <= to_on)
    answered = and_(finished, Case.state == State.ANSWERED)
    is_open = or_(Case.finished_on.is_(None), Case.finished_on > to_on)
    overdue = and_(Case.due_on.is_not(None), Case.due_on < as_of, ~stands_still())
    return {
        "carried_over": Case.received_on < from_on,
        "received": Case.received_on >= from_on,
        "answered_in_time": and_(answered, Case.finished_on <= Case.due_on),
        "answered_late": and_(answered, Case.finished_on > Case.due_on),
        "answered_without_due": and_(answered, Case.due_on.is_(None)),
        "not_accepted": and_(finished, Case.state == State.NOT_ACCEPTED),
        "forwarded": and_(finished, Case.state == State.FORWARDED),
        "open_in_time": and_(is_open, ~overdue),
        "open_overdue": and_(is_open, overdue),
        "extended": and_(or_(answered, is_open), Case.extended_on <= to_on),
        "published": and_(answered, Case.published_at.is_not(None)),
    }


# What is public


@dataclass(frozen=True)
class Narrowed:
    """An authority's published cases, narrowed to a unit, a subject or the year of the answer."""

    authority_id: int
    unit_id: int | None = None
    subject: Subject | None = None
    year: int | None = None


class PublicTexts(NamedTuple):
    """The public copies of a case, to be searched."""

    id: int
    reference: str
    story: str
    reply: str


_NEWEST = (Case.published_at.desc(), Case.id.desc())
_story = aliased(CaseText, name="story")
_reply = aliased(CaseText, name="reply")


def is_public() -> ColumnElement[bool]:
    """Return which cases everyone may read: answered, published, and not answered anew since.

    The public copy of a reopened case tells of an answer that no longer holds; its second answer
    must be published in turn.
    """
    newer = aliased(CaseText)
    return and_(
        Case.state == State.ANSWERED,
        Case.published_at.is_not(None),
        ~exists().where(
            newer.case_id == Case.id, newer.part == TextPart.REPLY, newer.id > _reply.id
        ),
    )


def count_public(session: Session, narrowed: Narrowed) -> int:
    statement = _public(select(func.count(Case.id)), narrowed.authority_id)
    return int(session.scalars(statement.where(*_narrowing(narrowed))).one())


def public_texts(session: Session, narrowed: Narrowed) -> list[PublicTexts]:
    """Return the public copies of published cases, the newest first."""
    statement = select(Case.id, Case.reference, _story.body, _reply.body)
    texts = _public(statement, narrowed.authority_id).where(*_narrowing(narrowed))
    return [PublicTexts._make(row) for row in session.execute(texts.order_by(*_NEWEST))]


def public_cases(
    session: Session, narrowed: Narrowed, start: int, limit: int
) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return published cases, the newest first."""
    cases = _public(_public_columns(), narrowed.authority_id).where(*_narrowing(narrowed))
    return session.execute(cases.order_by(*_NEWEST).offset(start).limit(limit)).all()


def public_cases_of(
    session: Session, authority_id: int, ids: Sequence[int]
) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return those of these cases that the authority has published, the newest first."""
    cases = _public(_public_columns(), authority_id).where(Case.id.in_(ids))
    return session.execute(cases.order_by(*_NEWEST)).all()


def public_case(
    session: Session, authority_id: int, reference: str
) -> Row[*tuple[Any, ...]] | None:
    statement = _public(_public_columns(), authority_id).where(Case.reference == reference)
    return session.execute(statement).first()


def public_units(session: Session, authority_id: int) -> Sequence[Row[int, str]]:
    """Return id and name of every unit that has a published case."""
    statement = _public(select(Unit.id, Unit.name, Unit.position), authority_id).distinct()
    named = statement.where(Unit.id.is_not(None)).order_by(Unit.position, Unit.name)
    return session.execute(named).all()


def public_years(session: Session, authority_id: int) -> list[int]:
    """Return the years in which published cases were answered, the last first."""
    year = extract("year", Case.finished_on)
    statement = _public(select(year), authority_id).distinct().order_by(year.desc())
    return [int(found) for found in session.scalars(statement)]


def unit_names(session: Session, authority_id: int) -> dict[int, str]:
    rows = session.execute(select(Unit.id, Unit.name).where(Unit.authority_id == authority_id))
    return {row[0]: row[1] for row in rows}


def _public_columns() -> Select[*tuple[Any, ...]]:
    columns: tuple[Any, ...] = (
        Case.id,
        Case.reference,
        Case.kind,
        Case.subject,
        Unit.name,
        Case.received_on,
        Case.due_on,
        Case.due_rule,
        Case.calendar_version,
        Case.extended_days,
        Case.finished_on,
        Case.document_number,
        Case.document_on,
        Case.published_at,
        Case.is_satisfied,
        _story.body,
        _reply.body,
    )
    return select(*columns)


def _public(statement: Select[*tuple[Any, ...]], authority_id: int) -> Select[*tuple[Any, ...]]:
    """Keep of a statement on cases what an authority has published."""
    return _joined(statement).where(Case.authority_id == authority_id, is_public())


def _joined(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Join a statement on cases to their latest public copies and their unit."""
    return (
        statement.select_from(Case)
        .join(_story, _story.id == _latest(TextPart.PUBLIC_STORY))
        .join(_reply, _reply.id == _latest(TextPart.PUBLIC_REPLY))
        .outerjoin(Unit, Unit.id == Case.unit_id)
    )


def _latest(part: TextPart) -> ColumnElement[int | None]:
    text = aliased(CaseText)
    latest = select(func.max(text.id)).where(text.case_id == Case.id, text.part == part)
    return latest.correlate(Case).scalar_subquery()


def _narrowing(narrowed: Narrowed) -> list[ColumnElement[bool]]:
    conditions = []
    if narrowed.unit_id is not None:
        conditions.append(Case.unit_id == narrowed.unit_id)
    if narrowed.subject is not None:
        conditions.append(Case.subject == narrowed.subject)
    if narrowed.year is not None:
        conditions.append(extract("year", Case.finished_on) == narrowed.year)
    return conditions
