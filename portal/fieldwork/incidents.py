"""Notes of what went wrong on a day, so that a bad figure is not read as bad work."""

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from portal.clock import local_day
from portal.errors import InvalidInputError
from portal.fieldwork import counters_store as store
from portal.fieldwork.models import Incident
from portal.offices.events import Actor, record
from portal.offices.store import point_of

LONGEST = 300


@dataclass(frozen=True)
class Note:
    """What happened: the day, the hours if known, the counter or None for all, in words."""

    on_day: date
    words: str
    from_time: time | None = None
    to_time: time | None = None
    service_point_id: int | None = None


def note_incident(session: Session, actor: Actor, note: Note, *, now: datetime) -> Incident:
    """Write a note down; raises `InvalidInputError` by field, `NotFoundError` for the counter."""
    faults = _faults(note, local_day(now))
    if faults:
        raise InvalidInputError(**faults)
    if note.service_point_id is not None:
        point_of(session, actor.authority_id, note.service_point_id)
    incident = Incident(
        authority_id=actor.authority_id,
        on_day=note.on_day,
        from_time=_written(note.from_time),
        to_time=_written(note.to_time),
        service_point_id=note.service_point_id,
        words=note.words.strip(),
        noted_by_id=actor.staff_id,
        noted_at=now,
    )
    store.add_incident(session, incident)
    record(session, actor, "incident_noted", now, incident=incident.id, day=str(note.on_day))
    return incident


def remove_incident(session: Session, actor: Actor, incident_id: int, *, now: datetime) -> None:
    """Take a note back; who did so stays in the office's record."""
    store.remove_incident(session, actor.authority_id, incident_id)
    record(session, actor, "incident_removed", now, incident=incident_id)


def _written(hour: time | None) -> str | None:
    return None if hour is None else f"{hour:%H:%M}"


def _faults(note: Note, today: date) -> dict[str, str]:
    faults = {}
    if not 0 < len(note.words.strip()) <= LONGEST:
        faults["words"] = "length"
    if note.on_day > today:
        faults["on_day"] = "in_the_future"
    if (note.from_time is None) != (note.to_time is None):
        faults["to_time"] = "both_hours"
    elif note.from_time and note.to_time and note.from_time >= note.to_time:
        faults["to_time"] = "hours_turned"
    return faults
