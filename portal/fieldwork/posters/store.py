"""Every query of the register of posters."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, func, or_, select, update
from sqlalchemy.orm import Session, joinedload

from portal.errors import NotFoundError
from portal.fieldwork.models import Survey
from portal.fieldwork.posters.kinds import RevokeReason
from portal.fieldwork.posters.models import Poster
from portal.fieldwork.posters.quiet import Hanging
from portal.fieldwork.store import IS_WALK_UP, is_open
from portal.files.models import Attachment
from portal.offices.models import ServicePoint

POSTER = Poster.__table__.c
AROUND = (
    joinedload(Poster.point).joinedload(ServicePoint.unit),
    joinedload(Poster.posted_by),
)
BY_NUMBER = (
    select(POSTER.id, POSTER.reason)
    .where(
        POSTER.service_point_id == bindparam("point"),
        POSTER.number == bindparam("number"),
    )
    .limit(1)
)
SEEN = (
    update(Poster.__table__)  # type: ignore[arg-type]  # a declarative table is one
    .where(
        POSTER.id == bindparam("poster"),
        or_(POSTER.seen_on.is_(None), POSTER.seen_on < bindparam("day")),
    )
    .values(seen_on=bindparam("day"))
)


class Scanned(NamedTuple):
    """A poster as its scan needs it; `reason` is None while it leads on."""

    id: int
    reason: RevokeReason | None


def scanned(connection: Connection, point_id: int, number: int) -> Scanned | None:
    """Return the poster of a place by its number; None for one that was never printed."""
    row = connection.execute(BY_NUMBER, {"point": point_id, "number": number}).first()
    return None if row is None else Scanned(row.id, row.reason and RevokeReason(row.reason))


def mark_seen(connection: Connection, seen: Mapping[int, date]) -> None:
    """Move the last day of each poster forward, never back."""
    connection.execute(SEEN, [{"poster": one, "day": day} for one, day in seen.items()])


def next_number(session: Session, authority_id: int) -> int:
    """Return the first free number; the authority is locked, so that nobody else takes it."""
    query = select(func.max(Poster.number)).where(Poster.authority_id == authority_id)
    return (session.scalar(query) or 0) + 1


def languages_asked(session: Session, authority_id: int, now: datetime) -> set[str]:
    """Return the languages of the surveys that are open to all who walk up."""
    query = select(Survey.languages).where(
        Survey.authority_id == authority_id, IS_WALK_UP, is_open(now)
    )
    return {lang for listed in session.scalars(query) for lang in listed.split()}


def posters_of(session: Session, authority_id: int, *, with_revoked: bool) -> Sequence[Poster]:
    """Return the register, the latest number first."""
    query = select(Poster).where(Poster.authority_id == authority_id).options(*AROUND)
    if not with_revoked:
        query = query.where(Poster.revoked_at.is_(None))
    return session.scalars(query.order_by(Poster.number.desc())).all()


def batch_of(session: Session, authority_id: int, batch: str) -> Sequence[Poster]:
    """Return what was printed together, in the order of its numbers; else `NotFoundError`."""
    query = select(Poster).where(Poster.authority_id == authority_id, Poster.batch == batch)
    found = session.scalars(query.options(*AROUND).order_by(Poster.number)).all()
    if not found:
        raise NotFoundError(batch=batch)
    return found


def poster_of(session: Session, authority_id: int, poster_id: int) -> Poster:
    """Return a poster of this authority, or raise `NotFoundError`."""
    query = select(Poster).where(Poster.id == poster_id, Poster.authority_id == authority_id)
    found = session.scalars(query.options(*AROUND)).one_or_none()
    if found is None:
        raise NotFoundError(poster=poster_id)
    return found


def hanging(session: Session, authority_id: int) -> list[Hanging]:
    """Return the posters that hang somewhere and lead on; the notice is not counted."""
    query = select(Poster.id, Poster.posted_on, Poster.seen_on).where(
        Poster.authority_id == authority_id,
        Poster.service_point_id.is_not(None),
        Poster.posted_on.is_not(None),
        Poster.revoked_at.is_(None),
    )
    return [Hanging._make(row) for row in session.execute(query)]


def change(
    session: Session, authority_id: int, ids: Iterable[int], guard: Sequence[Any], values: Any
) -> Sequence[int]:
    """Change posters for which the guard holds where it is written; return which."""
    statement = (
        update(Poster)
        .where(
            Poster.id.in_(list(ids)),
            Poster.authority_id == authority_id,
            Poster.revoked_at.is_(None),
            *guard,
        )
        .values(values)
        .returning(Poster.id)
        .execution_options(synchronize_session=False)
    )
    return session.scalars(statement).all()


def photo_of(session: Session, poster: Poster) -> Attachment | None:
    return None if poster.photo_id is None else session.get(Attachment, poster.photo_id)
