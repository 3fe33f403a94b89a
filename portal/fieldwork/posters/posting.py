"""What becomes of a printed poster: hung somewhere with a photo, or taken out of use."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.clock import local_day
from portal.errors import InvalidInputError, NotFoundError
from portal.fieldwork.posters import store
from portal.fieldwork.posters.kinds import RevokeReason
from portal.fieldwork.posters.models import Poster
from portal.files.pictures import Picture, keep_picture, remove_kept
from portal.offices.events import Actor, record

LONGEST_SPOT = 200


@dataclass(frozen=True)
class Hung:
    """Where a poster hangs and since which day."""

    spot: str
    posted_on: date


def hang(
    session: Session,
    actor: Actor,
    poster_id: int,
    hung: Hung,
    photo: Picture | None = None,
    *,
    now: datetime,
) -> list[str]:
    """Write down where a poster hangs; said again, the later word counts.

    A new photo takes the place of the old one; keys returned are discarded after the commit.
    Raises `InvalidInputError` by field, `NotFoundError` for a poster that is out of use.
    """
    poster = store.poster_of(session, actor.authority_id, poster_id)
    faults = _faults(poster, hung, local_day(now))
    if faults:
        raise InvalidInputError(**faults)
    values = {"spot": hung.spot, "posted_on": hung.posted_on, "posted_by_id": actor.staff_id}
    if photo is not None:
        values["photo_id"] = keep_picture(session, actor.authority_id, photo, now=now)
    if not store.change(session, actor.authority_id, [poster_id], (), values):
        raise NotFoundError(poster=poster_id)
    record(session, actor, "poster_hung", now, number=poster.number, spot=hung.spot)
    return [] if photo is None else remove_kept(session, poster.photo_id)


def hang_batch(session: Session, actor: Actor, batch: str, *, now: datetime) -> int:
    """Write down that what was printed together hangs since today; return how many."""
    ids = [poster.id for poster in store.batch_of(session, actor.authority_id, batch)]
    values = {"posted_on": local_day(now), "posted_by_id": actor.staff_id}
    guard = (Poster.posted_on.is_(None),)
    hung = store.change(session, actor.authority_id, ids, guard, values)
    record(session, actor, "posters_hung", now, batch=batch, n=len(hung))
    return len(hung)


def revoke(
    session: Session, actor: Actor, poster_id: int, reason: RevokeReason, *, now: datetime
) -> list[str]:
    """Let a poster lead nowhere but to the word that it is old; its photo goes with it.

    Keys returned are discarded after the commit. Done already, nothing is changed.
    """
    poster = store.poster_of(session, actor.authority_id, poster_id)
    values = {"revoked_at": now, "reason": reason, "photo_id": None}
    if not store.change(session, actor.authority_id, [poster_id], (), values):
        return []
    record(session, actor, "poster_revoked", now, number=poster.number, reason=reason)
    return remove_kept(session, poster.photo_id)


def _faults(poster: Poster, hung: Hung, today: date) -> dict[str, str]:
    faults = {} if 0 < len(hung.spot) <= LONGEST_SPOT else {"spot": "length"}
    if hung.posted_on > today:
        faults["posted_on"] = "not_yet"
    if hung.posted_on < local_day(poster.printed_at):
        faults["posted_on"] = "before_printing"
    return faults
