"""Entering figures by hand, with the document they stand in; a second person checks them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.clock import local_day
from portal.errors import ChangedMeanwhileError, InvalidInputError
from portal.offices.events import Actor, record
from portal.offices.store import authority_by_id
from portal.reports import periods
from portal.reports import store as periods_store
from portal.reports.byhand import store
from portal.reports.byhand.figures import FIGURES
from portal.reports.byhand.kinds import HandState
from portal.reports.byhand.models import HandFigure
from portal.reports.errors import OwnEntryError
from portal.reports.models import Period

LONGEST_DOCUMENT = 80


@dataclass(frozen=True)
class Source:
    """The document a figure is taken from: its number and its day."""

    document: str
    on: date


def enter(
    session: Session,
    actor: Actor,
    key: str,
    values: Mapping[str, int],
    source: Source,
    *,
    now: datetime,
) -> int:
    """Enter figures of one document, to be checked; return how many.

    What waited under the same codes is taken back; what is in force stays until the new figure is
    checked. Raises `PeriodNotFoundError`, or `InvalidInputError` that names figures and source.
    """
    row = periods.period(session, actor.authority_id, key)
    periods_store.lock(session, row.id)
    _check(session, row, values, source, local_day(now))
    store.take_back_waiting(session, row.id, values.keys())
    entered = {"entered_at": now, "entered_by_id": _person(actor), "state": HandState.WAITING}
    paper = {"document": source.document.strip(), "document_on": source.on}
    owner = {"authority_id": actor.authority_id, "period_id": row.id}
    session.add_all(
        HandFigure(figure=code, value=value, **owner, **paper, **entered)
        for code, value in values.items()
    )
    session.flush()
    record(session, actor, "figures_entered", now, key=key, figures=sorted(values))
    return len(values)


def check(
    session: Session, actor: Actor, key: str, waiting: Sequence[int], *, now: datetime
) -> None:
    """Put entries of somebody else in force, all or none; `waiting` are the ids that were read.

    Raises `OwnEntryError`, or `ChangedMeanwhileError` when one was entered anew meanwhile.
    """
    row = periods.period(session, actor.authority_id, key)
    periods_store.lock(session, row.id)
    store.replace_in_force(session, row.id, waiting)
    _judge(session, actor, row, waiting, HandState.IN_FORCE, now)


def refuse(
    session: Session, actor: Actor, key: str, waiting: Sequence[int], *, now: datetime
) -> None:
    """Refuse entries of somebody else: they do not say what the document says. As `check`."""
    row = periods.period(session, actor.authority_id, key)
    _judge(session, actor, row, waiting, HandState.REFUSED, now)


def started_on(session: Session, authority_id: int) -> date:
    """Return the day from which on the portal counts by itself: that of its founding."""
    return local_day(authority_by_id(session, authority_id).created_at)


def _judge(
    session: Session,
    actor: Actor,
    row: Period,
    waiting: Sequence[int],
    state: HandState,
    now: datetime,
) -> None:
    if not waiting:
        raise InvalidInputError(figures="required")
    by = (_person(actor), now)
    if store.judge(session, row.id, waiting, state, by) != len(set(waiting)):
        if store.own_waiting(session, waiting, by[0]):
            raise OwnEntryError(key=row.key)
        raise ChangedMeanwhileError(key=row.key)
    record(session, actor, f"figures_{state.value}", now, key=row.key, count=len(waiting))


def _check(
    session: Session, row: Period, values: Mapping[str, int], source: Source, today: date
) -> None:
    faults = _source_faults(source, today)
    began = started_on(session, row.authority_id)
    for code, value in values.items():
        known = FIGURES.get(code)
        if known is None or (known.group.is_counted_here and row.from_on >= began):
            faults[code] = "counted_here"
        elif not 0 <= value <= known.largest:
            faults[code] = "out_of_range"
    if values.get("satisfied", 0) > values.get("answers", values.get("satisfied", 0)):
        faults["satisfied"] = "more_than_answers"
    if not values:
        faults["document"] = "nothing_entered"
    if faults:
        raise InvalidInputError(**faults)


def _source_faults(source: Source, today: date) -> dict[str, str]:
    faults = {}
    if not 0 < len(source.document.strip()) <= LONGEST_DOCUMENT:
        faults["document"] = "required"
    if source.on > today:
        faults["document_on"] = "in_the_future"
    return faults


def _person(actor: Actor) -> int:
    if actor.staff_id is None:
        raise LookupError("figures are entered and checked by people")
    return actor.staff_id
