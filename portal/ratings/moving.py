"""Renaming a place, or giving it to another unit as long as nobody has rated there."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.errors import InvalidInputError
from portal.offices import places
from portal.offices.events import Actor
from portal.offices.models import ServicePoint
from portal.offices.store import point_of
from portal.ratings.store import is_rated


def change_point(
    session: Session, actor: Actor, point_id: int, unit_id: int, name: str, *, now: datetime
) -> ServicePoint:
    """Rename a service point; another unit may take it over until the first rating.

    The attack: figures count for the unit a place belongs to today. With the place its past would
    move too, and a unit's old page minus its new one would be the ratings of one counter, which is
    one person. Raises `InvalidInputError` (unit `rated`) and what the office's step raises.
    """
    point = point_of(session, actor.authority_id, point_id)
    if point.unit_id != unit_id and is_rated(session, point_id):
        raise InvalidInputError(unit="rated")
    return places.change_point(session, actor, point_id, unit_id, name, now=now)
