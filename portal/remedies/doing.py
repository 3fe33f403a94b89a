"""How a measure goes: progress, done, another day, another owner. Judged where it is written."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.cases.handling.visibility import Viewer
from portal.clock import local_day
from portal.errors import ChangedMeanwhileError, DomainError, InvalidInputError
from portal.remedies import store
from portal.remedies.days import day_fault
from portal.remedies.errors import MovedAlreadyError, NotYourMeasureError
from portal.remedies.kinds import MeasureState, StepKind
from portal.remedies.models import RemedyMeasure
from portal.remedies.owners import owns
from portal.remedies.planning import owner_faults
from portal.remedies.rules import move_rule
from portal.remedies.steps import Told, measure_step
from portal.remedies.wording import faults_of, text_fault


@dataclass(frozen=True)
class Hand:
    """A person at a measure as they saw it: its id and the version they were looking at."""

    viewer: Viewer
    measure_id: int
    seen: int


def note(session: Session, hand: Hand, words: str, *, now: datetime) -> RemedyMeasure:
    """Write down how it goes; with the first note the work has begun."""
    return _owner_says(session, hand, StepKind.NOTED, {"state": MeasureState.DOING}, words, now)


def finish(session: Session, hand: Hand, words: str, *, now: datetime) -> RemedyMeasure:
    """Report a measure done, and say what was done; somebody else then looks whether it helped."""
    values = {
        "state": MeasureState.DONE,
        "done_by_id": hand.viewer.staff_id,
        "done_at": now,
    }
    return _owner_says(session, hand, StepKind.DONE, values, words, now)


def move(
    session: Session, hand: Hand, due_on: date, reason: str, *, now: datetime
) -> RemedyMeasure:
    """Set another day, with a reason; the history keeps the day before.

    Raises `MovedAlreadyError` once the commune's rule is used up.
    """
    measure = _measure(session, hand)
    was = measure.due_on
    same = "same_day" if due_on == was else None
    faults = faults_of(due_on=day_fault(due_on, local_day(now)) or same, reason=text_fault(reason))
    if faults:
        raise InvalidInputError(**faults)
    times = move_rule().times
    guard = (store.is_under_way, RemedyMeasure.moves < times)
    values = {"due_on": due_on, "moves": RemedyMeasure.moves + 1}
    if not store.change(session, measure, hand.seen, values, *guard):
        spent = measure.version == hand.seen and measure.moves >= times
        raise MovedAlreadyError(times=times) if spent else ChangedMeanwhileError()
    said = reason.strip()
    measure_step(session, hand.viewer, measure, Told(StepKind.MOVED, now, said, was))
    return measure


def hand_over(
    session: Session,
    hand: Hand,
    owner: tuple[int | None, int | None],
    reason: str,
    *,
    now: datetime,
) -> RemedyMeasure:
    """Let another unit, or another person, answer for it from now on: (unit, person or None)."""
    measure = _measure(session, hand)
    unit_id, staff_id = owner
    faults = faults_of(
        reason=text_fault(reason), **owner_faults(session, hand.viewer, unit_id, staff_id)
    )
    if not faults and owner == (measure.unit_id, measure.staff_id):
        faults["unit_id"] = "same_owner"
    if faults:
        raise InvalidInputError(**faults)
    values = {"unit_id": unit_id, "staff_id": staff_id}
    if not store.change(session, measure, hand.seen, values, store.is_under_way):
        raise ChangedMeanwhileError(measure=hand.measure_id)
    said = reason.strip()
    measure_step(session, hand.viewer, measure, Told(StepKind.HANDED_OVER, now, said))
    return measure


def _owner_says(
    session: Session,
    hand: Hand,
    kind: StepKind,
    values: dict[str, Any],
    words: str,
    now: datetime,
) -> RemedyMeasure:
    if faults := faults_of(words=text_fault(words)):
        raise InvalidInputError(**faults)
    measure = _measure(session, hand)
    guard = (store.is_under_way, store.owned_by(hand.viewer))
    if not store.change(session, measure, hand.seen, values, *guard):
        raise _refusal(hand, measure)
    measure_step(session, hand.viewer, measure, Told(kind, now, words.strip()))
    return measure


def _measure(session: Session, hand: Hand) -> RemedyMeasure:
    return store.of(session, RemedyMeasure, hand.viewer.authority_id, hand.measure_id)


def _refusal(hand: Hand, measure: RemedyMeasure) -> DomainError:
    if not owns(hand.viewer, measure):
        return NotYourMeasureError(measure=measure.id)
    return ChangedMeanwhileError(measure=measure.id)
