"""Printing posters: every sheet gets a number and a row before it becomes paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.codes import new_code
from portal.documents.posters.poster import Format, poster_languages
from portal.errors import InvalidInputError
from portal.fieldwork.posters import store
from portal.fieldwork.posters.kinds import NOTICE
from portal.fieldwork.posters.models import Poster
from portal.offices.events import Actor, record
from portal.offices.models import ServicePoint
from portal.offices.store import lock_authority, points_of

BATCH_LENGTH = 10


@dataclass(frozen=True)
class Order:
    """What is to be printed: for one place, for those of a unit, or for all (both None)."""

    paper: Format
    second: str = ""
    unit_id: int | None = None
    point_id: int | None = None


def second_languages(session: Session, authority_id: int, now: datetime) -> list[str]:
    """Return the languages that the surveys asked now share with the posters."""
    asked = store.languages_asked(session, authority_id, now)
    return [lang for lang in poster_languages() if lang in asked]


def print_posters(session: Session, actor: Actor, order: Order, *, now: datetime) -> str:
    """Give every poster of an order its number; return the batch they are printed with.

    Raises `InvalidInputError` (`where`) when no place in use fits, and for a `second` language in
    which nothing is asked.
    """
    if order.second and order.second not in second_languages(session, actor.authority_id, now):
        raise InvalidInputError(second="unfit")
    points = [
        point
        for point in points_of(session, actor.authority_id, only_active=True)
        if order.unit_id in {None, point.unit_id} and order.point_id in {None, point.id}
    ]
    if not points:
        raise InvalidInputError(where="no_place")
    return _numbered(session, actor, order, points, now)


def print_notice(session: Session, actor: Actor, name: str, *, now: datetime) -> str:
    """Enter a notice on sending petitions in the register; return its batch."""
    lock_authority(session, actor.authority_id)
    number = store.next_number(session, actor.authority_id)
    batch = new_code(BATCH_LENGTH)
    session.add(
        Poster(
            authority_id=actor.authority_id,
            number=number,
            batch=batch,
            paper=NOTICE,
            second="",
            printed_name=name,
            printed_at=now,
            printed_by_id=actor.staff_id,
        )
    )
    record(session, actor, "notice_printed", now, number=number)
    return batch


def _numbered(
    session: Session, actor: Actor, order: Order, points: Sequence[ServicePoint], now: datetime
) -> str:
    lock_authority(session, actor.authority_id)
    first = store.next_number(session, actor.authority_id)
    batch = new_code(BATCH_LENGTH)
    in_order = sorted(points, key=lambda point: (point.unit.position, point.unit.name, point.name))
    session.add_all(
        Poster(
            authority_id=actor.authority_id,
            service_point_id=point.id,
            number=number,
            batch=batch,
            paper=order.paper,
            second=order.second,
            printed_name=point.name,
            printed_at=now,
            printed_by_id=actor.staff_id,
        )
        for number, point in enumerate(in_order, first)
    )
    record(session, actor, "posters_printed", now, batch=batch, n=len(points), paper=order.paper)
    return batch
