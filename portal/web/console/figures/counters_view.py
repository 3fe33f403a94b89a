"""Counters with their figures and what their unit replies; for the house only."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.offices.permissions import May
from portal.ratings.figures import UnitResults
from portal.reports.voices.beside import replies_beside
from portal.web.result_rows import RatingRow, group_row
from portal.web.session import SignedIn
from portal.web.voices_view import Saying, saying


@dataclass(frozen=True)
class CounterRow:
    """A counter with the unit it belongs to; one person's work, so for the house only."""

    id: int
    unit: str
    row: RatingRow
    reply: Saying | None
    may_reply: bool


def sees_counters(staff: SignedIn, unit_id: int) -> bool:
    """Who leads the house sees all; the head of a unit sees what it may reply to."""
    return May.SEE_COUNTERS in staff.may or replies_for(staff, unit_id)


def replies_for(staff: SignedIn, unit_id: int) -> bool:
    return May.REPLY_FOR_COUNTERS in staff.may and staff.unit_id == unit_id


def counter_rows(
    session: Session, staff: SignedIn, period_id: int, units: tuple[UnitResults, ...]
) -> list[CounterRow]:
    """Return the counters a person may see, each with the reply that stands beside it."""
    seen = [unit for unit in units if sees_counters(staff, unit.id)]
    replies = replies_beside(session, staff.authority_id, period_id) if seen else {}
    return [
        CounterRow(
            id=point.id,
            unit=unit.name,
            row=group_row(point.name, point),
            reply=saying(replies.get(point.id)),
            may_reply=replies_for(staff, unit.id),
        )
        for unit in seen
        for point in unit.points
    ]
