"""Somebody is away, and somebody else does their duties from a day to a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.clock import local_day
from portal.errors import InvalidInputError, NotFoundError
from portal.offices import staff_store, stand_in_store
from portal.offices.events import Actor, record
from portal.offices.lending import Lent, lent_by, may_stand_in
from portal.offices.models import StandIn
from portal.offices.permissions import granted
from portal.offices.store import lock_authority

LONGEST_DAYS = 200


@dataclass(frozen=True)
class Absence:
    """Who is away, who stands in, and on which days, both included."""

    staff_id: int
    stand_in_id: int
    from_on: date
    to_on: date


def name_stand_in(session: Session, actor: Actor, wanted: Absence, *, now: datetime) -> StandIn:
    """Name who stands in for somebody.

    Raises `InvalidInputError`: stand_in_id `itself`, `not_active`, `no_duties`, `not_permitted`,
    `other_unit` or `away_too`; to_on `in_the_past`, `before_from`, `too_long` or `overlaps`.
    """
    lock_authority(session, actor.authority_id)
    _judge_days(wanted, local_day(now))
    _judge_people(session, actor, wanted)
    for absence in stand_in_store.in_force(session, actor.authority_id, local_day(now)):
        if absence.from_on <= wanted.to_on and wanted.from_on <= absence.to_on:
            if absence.staff_id == wanted.staff_id:
                raise InvalidInputError(to_on="overlaps")
            if absence.staff_id == wanted.stand_in_id:
                raise InvalidInputError(stand_in_id="away_too")
    row = StandIn(
        authority_id=actor.authority_id,
        named_by_id=actor.staff_id,
        named_at=now,
        **vars(wanted),
    )
    session.add(row)
    session.flush()
    days = {"from_on": wanted.from_on.isoformat(), "to_on": wanted.to_on.isoformat()}
    people = {"staff_id": wanted.staff_id, "stand_in_id": wanted.stand_in_id}
    record(session, actor, "stand_in_named", now, **people, **days)
    return row


def end(session: Session, actor: Actor, row_id: int, whose: int | None, *, now: datetime) -> None:
    """End it at once; `whose` limits it to what concerns this person, None to nobody.

    Raises `NotFoundError` for what is over, another commune's or other people's.
    """
    row = stand_in_store.stand_in_of(session, actor.authority_id, row_id)
    if row is None or row.ended_at is not None:
        raise NotFoundError(row_id=row_id)
    if whose is not None and whose not in {row.staff_id, row.stand_in_id}:
        raise NotFoundError(row_id=row_id)
    row.ended_at = now
    record(session, actor, "stand_in_ended", now, staff_id=row.staff_id)


def lent_to(session: Session, authority_id: int, staff_id: int, today: date) -> tuple[Lent, ...]:
    """Return what a person has today from those they stand in for, beyond their own rights.

    Only own rights are lent, never lent ones: nobody stands in for a stand-in.
    """
    rows = stand_in_store.standing_in_today(session, authority_id, staff_id, today)
    if not rows:
        return ()
    own = granted(staff_store.staff_by_id(session, staff_id).roles)
    return tuple(
        Lent(away.id, away.display_name, lent_by(away.roles) - own, row.to_on)
        for row, away in rows
        if away.is_active
    )


def listed(session: Session, authority_id: int, now: datetime) -> Sequence[StandIn]:
    """Return what holds or will hold, by its first day."""
    return stand_in_store.in_force(session, authority_id, local_day(now))


def _judge_days(wanted: Absence, today: date) -> None:
    if wanted.to_on < wanted.from_on:
        raise InvalidInputError(to_on="before_from")
    if wanted.to_on < today:
        raise InvalidInputError(to_on="in_the_past")
    if (wanted.to_on - wanted.from_on).days > LONGEST_DAYS:
        raise InvalidInputError(to_on="too_long")


def _judge_people(session: Session, actor: Actor, wanted: Absence) -> None:
    if wanted.staff_id == wanted.stand_in_id:
        raise InvalidInputError(stand_in_id="itself")
    away = staff_store.staff_of(session, actor.authority_id, wanted.staff_id)
    other = staff_store.staff_of(session, actor.authority_id, wanted.stand_in_id)
    if not other.is_active:
        raise InvalidInputError(stand_in_id="not_active")
    if fault := may_stand_in(away.roles, away.unit_id, other.roles, other.unit_id):
        raise InvalidInputError(stand_in_id=fault)
