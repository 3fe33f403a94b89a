"""Looking again: another person says whether a measure helped; if not, it is open once more."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.cases.handling.visibility import Viewer
from portal.clock import local_day
from portal.errors import ChangedMeanwhileError, InvalidInputError
from portal.remedies import store
from portal.remedies.days import day_fault
from portal.remedies.doing import Hand
from portal.remedies.errors import OwnMeasureError
from portal.remedies.figures import Bookshelf, as_data
from portal.remedies.kinds import MeasureState, StepKind
from portal.remedies.models import RemedyMeasure
from portal.remedies.owners import may_recheck
from portal.remedies.steps import Told, measure_step
from portal.remedies.steps_store import plan_of
from portal.remedies.wording import faults_of, text_fault


@dataclass(frozen=True)
class Judgement:
    """Whether it helped, in words; if not, the day until which it is tried again."""

    is_effective: bool
    words: str
    due_on: date | None = None


def recheck(session: Session, hand: Hand, found: Judgement, *, now: datetime) -> RemedyMeasure:
    """Judge a measure that was reported done; the history keeps the figures as they stood.

    Who answers for it or reported it done is refused where it is written (`OwnMeasureError`).
    Without effect it is under way again: a new day, and its count of moves begins anew.
    """
    _check(found, local_day(now))
    viewer = hand.viewer
    measure = store.of(session, RemedyMeasure, viewer.authority_id, hand.measure_id)
    was_due_on = measure.due_on
    guard = (RemedyMeasure.state == MeasureState.DONE, store.judged_by(viewer))
    if not store.change(session, measure, hand.seen, _values(viewer, found, now), *guard):
        is_done = measure.version == hand.seen and measure.state == MeasureState.DONE
        if is_done and not may_recheck(viewer, measure):
            raise OwnMeasureError(measure=measure.id)
        raise ChangedMeanwhileError(measure=measure.id)
    told = Told(
        StepKind.EFFECTIVE if found.is_effective else StepKind.NOT_EFFECTIVE,
        now,
        found.words.strip(),
        None if found.is_effective else was_due_on,
        {"figures": figures_seen(session, measure, local_day(now))},
    )
    measure_step(session, viewer, measure, told)
    return measure


def figures_seen(session: Session, measure: RemedyMeasure, today: date) -> list[dict[str, Any]]:
    """Return the figures behind the finding of a measure, then and now."""
    shelf = Bookshelf(session, measure.authority_id, today)
    lines = store.figures_of(session, plan_of(session, measure.finding_id))
    own = [line.figure for line in lines if line.figure.finding_id == measure.finding_id]
    return [as_data(figure, shelf.compared(figure)) for figure in own]


def _check(found: Judgement, today: date) -> None:
    if found.is_effective:
        fault = None
    elif found.due_on is None:
        fault = "new_day_required"
    else:
        fault = day_fault(found.due_on, today)
    if faults := faults_of(words=text_fault(found.words), due_on=fault):
        raise InvalidInputError(**faults)


def _values(viewer: Viewer, found: Judgement, now: datetime) -> dict[str, Any]:
    if found.is_effective:
        return {
            "state": MeasureState.EFFECTIVE,
            "rechecked_by_id": viewer.staff_id,
            "rechecked_at": now,
        }
    return {
        "state": MeasureState.DOING,
        "due_on": found.due_on,
        "moves": 0,
        "round": RemedyMeasure.round + 1,
        "done_by_id": None,
        "done_at": None,
    }
