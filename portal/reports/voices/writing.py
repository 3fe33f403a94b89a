"""Saying something beside a number. There is no way to change or to hide the number itself."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.errors import InvalidInputError, NotAllowedError
from portal.offices.events import Actor, record
from portal.offices.kinds import Role
from portal.offices.models import Unit
from portal.offices.store import owned, point_of
from portal.reports.definitions import PETITIONS
from portal.reports.periods import period
from portal.reports.voices.beside import Voice, notes_beside, replies_beside
from portal.reports.voices.models import CounterReply, FigureNote

LONGEST = 1000
OF_THE_WHOLE = ("satisfied_share", "responses", *(one.code for one in PETITIONS))
OF_A_UNIT = ("satisfied_share",)


@dataclass(frozen=True)
class Place:
    """Which number of which period; `unit_id` None means the whole commune's."""

    period_key: str
    figure: str
    unit_id: int | None = None


@dataclass(frozen=True)
class Counter:
    """Which counter in which period, and the unit of whoever speaks for it."""

    period_key: str
    point_id: int
    unit_id: int | None


def note(
    session: Session, actor: Actor, role: Role, place: Place, words: str, *, now: datetime
) -> FigureNote:
    """Put a comment beside a figure, correct it, or take it back with empty words.

    Every version stays readable. Raises `PeriodNotFoundError`, `NotFoundError` for the unit, and
    `InvalidInputError`.
    """
    row = period(session, actor.authority_id, place.period_key)
    if place.unit_id is not None:
        owned(session, Unit, actor.authority_id, place.unit_id)
    if place.figure not in (OF_THE_WHOLE if place.unit_id is None else OF_A_UNIT):
        raise InvalidInputError(figure="unknown")
    before = notes_beside(session, actor.authority_id, row.id)
    said = _checked(words, before.get((place.figure, place.unit_id)))
    written = FigureNote(
        authority_id=actor.authority_id,
        period_id=row.id,
        unit_id=place.unit_id,
        figure=place.figure,
        words=said,
        role=role,
        by_id=actor.staff_id,
        at=now,
    )
    session.add(written)
    session.flush()
    record(session, actor, "figure_noted", now, key=row.key, figure=place.figure, note=written.id)
    return written


def reply(
    session: Session,
    actor: Actor,
    counter: Counter,
    words: str,
    *,
    now: datetime,
) -> CounterReply:
    """Put the reply of a counter's unit beside its figure.

    Raises `NotAllowedError` for the counter of another unit, else as `note` does.
    """
    row = period(session, actor.authority_id, counter.period_key)
    point = point_of(session, actor.authority_id, counter.point_id)
    if point.unit_id != counter.unit_id:
        raise NotAllowedError(point=point.id)
    before = replies_beside(session, actor.authority_id, row.id).get(point.id)
    written = CounterReply(
        authority_id=actor.authority_id,
        period_id=row.id,
        service_point_id=point.id,
        words=_checked(words, before),
        by_id=actor.staff_id,
        at=now,
    )
    session.add(written)
    record(session, actor, "counter_replied", now, key=row.key, point=point.id)
    session.flush()
    return written


def _checked(words: str, before: Voice | None) -> str:
    """Return tidy words that say something new, or take back what stands there."""
    said = words.strip()
    if len(said) > LONGEST:
        raise InvalidInputError(words="too_long")
    if said == (before.latest.words if before else ""):
        raise InvalidInputError(words="same" if said else "empty")
    return said
