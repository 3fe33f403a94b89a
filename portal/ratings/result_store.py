"""Queries that read what was folded: figures of a period, remarks, counts to be checked."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Row as SqlRow
from sqlalchemy import extract, func, select, text
from sqlalchemy.orm import Session

from portal.clock import VIETNAM
from portal.errors import NotFoundError
from portal.fieldwork.models import Survey
from portal.offices.models import Authority, Procedure, ServicePoint, Unit
from portal.ratings.figures import Counted, Point, VisitCounts
from portal.ratings.models import Comment, Envelope, Response, Tally, Visit

Row = dict[str, Any]


def name_and_smallest_group(session: Session, authority_id: int) -> tuple[str, int]:
    row = session.execute(
        select(Authority.name, Authority.smallest_group).where(Authority.id == authority_id)
    ).first()
    if row is None:
        raise NotFoundError(authority=authority_id)
    return row[0], row[1]


def points(session: Session, authority_id: int) -> list[Point]:
    """Return all service points, revoked ones too, in the order in which units are shown."""
    rows = session.execute(
        select(ServicePoint.id, ServicePoint.name, Unit.id, Unit.name)
        .join(Unit, Unit.id == ServicePoint.unit_id)
        .where(ServicePoint.authority_id == authority_id)
        .order_by(Unit.position, Unit.name, ServicePoint.name, ServicePoint.id)
    )
    return [Point(*row) for row in rows]


def counted(session: Session, authority_id: int, from_on: date, to_on: date) -> list[Counted]:
    """Return the counts from `from_on` up to and including `to_on`, added up by half months."""
    day = Tally.given_on
    # Written out, not bound: PostgreSQL must see that what is selected is what is grouped by.
    half = (extract("year", day), extract("month", day), extract("day", day) >= text("15"))
    group = (Tally.service_point_id, Tally.channel, Tally.flag, Tally.question, Tally.level, *half)
    rows = session.execute(
        select(*group, func.sum(Tally.n))
        .where(Tally.authority_id == authority_id, day.between(from_on, to_on))
        .group_by(*group)
    )
    return [
        Counted(*row[:5], date(int(row[5]), int(row[6]), 15 if row[7] else 1), n=int(row[8]))
        for row in rows
    ]


def waits(session: Session, authority_id: int, from_on: date, to_on: date) -> bool:
    """Say whether a rating of these days still lies sealed."""
    waiting = select(Envelope.id).where(
        Envelope.authority_id == authority_id, Envelope.given_on.between(from_on, to_on)
    )
    return session.scalar(select(waiting.exists())) or False


def instrument_asked(session: Session, authority_id: int, through: date) -> str | None:
    """Return the code of the instrument that was asked last up to the end of a local day."""
    end = datetime.combine(through + timedelta(days=1), time.min, VIETNAM)
    return session.scalars(
        select(Survey.instrument)
        .where(Survey.authority_id == authority_id, Survey.opens_at < end)
        .order_by(Survey.opens_at.desc(), Survey.id.desc())
        .limit(1)
    ).first()


def comments(
    session: Session, authority_id: int, from_on: date, to_on: date
) -> list[tuple[int, str]]:
    """Return unit and text of each comment, in the order of their random ids."""
    rows = session.execute(
        select(Comment.unit_id, Comment.text)
        .where(Comment.authority_id == authority_id, Comment.half_month_on.between(from_on, to_on))
        .order_by(Comment.id)
    )
    return [(row[0], row[1]) for row in rows]


def visit_counts(session: Session, authority_id: int, from_on: date, to_on: date) -> VisitCounts:
    """Count visits by purpose and by procedure, each half month for itself."""
    wanted = (Visit.authority_id == authority_id, Visit.half_month_on.between(from_on, to_on))
    half, n = Visit.half_month_on, func.count()
    purposes = select(half, Visit.purpose, n).where(*wanted, Visit.purpose != "")
    procedures = (
        select(half, Procedure.name, n)
        .join(Visit, Visit.procedure_id == Procedure.id)
        .where(*wanted)
        .group_by(half, Procedure.name)
    )
    return VisitCounts(
        _by_half_month(session.execute(purposes.group_by(half, Visit.purpose))),
        _by_half_month(session.execute(procedures)),
    )


def _by_half_month(rows: Iterable[SqlRow[date, str, int]]) -> list[dict[str, int]]:
    halves: dict[date, dict[str, int]] = {}
    for half, name, n in rows:
        halves.setdefault(half, {})[name] = n
    return list(halves.values())


def authorities(session: Session) -> list[int]:
    return list(session.scalars(select(Authority.id).order_by(Authority.id)))


def responses_of(session: Session, authority_id: int) -> Iterator[Row]:
    rows = session.execute(
        select(*Response.__table__.columns).where(Response.authority_id == authority_id)
    )
    return (dict(row) for row in rows.mappings())


def kept_cells(session: Session, authority_id: int) -> Counter[tuple[Any, ...]]:
    """Return what `tally` holds, each cell as `count_up` takes it."""
    key = [*Tally.__table__.primary_key, Tally.authority_id]
    rows = session.execute(select(*key, Tally.n).where(Tally.authority_id == authority_id))
    return Counter({tuple(row[:-1]): row[-1] for row in rows})
