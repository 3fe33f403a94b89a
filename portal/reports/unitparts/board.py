"""The board of a period: which unit has sent its part, which is late, which has not begun."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from portal.clock import local_day
from portal.reports.models import Period
from portal.reports.unitparts import store
from portal.reports.unitparts.kinds import WITH_UNIT, PartState
from portal.reports.unitparts.models import UnitPart


class Mark(StrEnum):
    """How a unit stands against its date."""

    ACCEPTED = "accepted"
    SENT = "sent"
    SENT_LATE = "sent_late"
    RETURNED = "returned"
    WAITING = "waiting"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class BoardRow:
    """A unit with its part; `part` is None before anybody wrote and nobody was reminded."""

    unit_id: int
    unit: str
    mark: Mark
    part: UnitPart | None
    writer: str


def board(session: Session, period: Period, today: date) -> list[BoardRow]:
    """Return every unit that owes a part of a period."""
    return [
        BoardRow(
            row.unit.id,
            row.unit.name,
            mark(row.part, period.due_down_on, today),
            row.part,
            row.writer or "",
        )
        for row in store.rows_of(session, period.authority_id, period.id)
    ]


def mark(part: UnitPart | None, due_on: date | None, today: date) -> Mark:
    """Say how a part stands on a day; without a date nothing is late."""
    if part is None or part.state in WITH_UNIT:
        if due_on is not None and due_on < today:
            return Mark.OVERDUE
        return Mark.RETURNED if part and part.state == PartState.RETURNED else Mark.WAITING
    if part.state == PartState.ACCEPTED:
        return Mark.ACCEPTED
    is_late = due_on is not None and part.sent_at is not None and local_day(part.sent_at) > due_on
    return Mark.SENT_LATE if is_late else Mark.SENT
