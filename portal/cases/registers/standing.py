"""What became of one case in a span: the same lines into which the figures are counted."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.calendar.stages import stands_still
from portal.cases.kinds import State


class Standing(StrEnum):
    """One of these holds for every case that touches a span; each is a field of `Figures`."""

    ANSWERED_IN_TIME = "answered_in_time"
    ANSWERED_LATE = "answered_late"
    ANSWERED_WITHOUT_DUE = "answered_without_due"
    NOT_ACCEPTED = "not_accepted"
    FORWARDED = "forwarded"
    OPEN_IN_TIME = "open_in_time"
    OPEN_OVERDUE = "open_overdue"


@dataclass(frozen=True)
class Facts:
    """What a standing hangs on."""

    state: State
    due_on: date | None
    finished_on: date | None
    paused_on: date | None = None


def standing(facts: Facts, to_on: date, today: date) -> Standing:
    """Say how a case stood at the end of a span, or stands today if that is earlier."""
    if facts.finished_on is None or facts.finished_on > to_on:
        overdue = facts.due_on is not None and facts.due_on < min(to_on, today)
        overdue = overdue and not stands_still(facts.paused_on, facts.due_on)
        return Standing.OPEN_OVERDUE if overdue else Standing.OPEN_IN_TIME
    if facts.state is not State.ANSWERED:
        return Standing(facts.state.value)
    if facts.due_on is None:
        return Standing.ANSWERED_WITHOUT_DUE
    in_time = facts.finished_on <= facts.due_on
    return Standing.ANSWERED_IN_TIME if in_time else Standing.ANSWERED_LATE
