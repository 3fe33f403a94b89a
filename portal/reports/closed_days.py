"""The days whose figures are kept as they were, for those who would add to them."""

from datetime import date

from sqlalchemy.orm import Session

from portal.fieldwork.paper.days import ClosedDays
from portal.reports import store


def closed_days(session: Session, authority_id: int, day: date) -> list[ClosedDays]:
    """Return the closed periods a day lies in; until this transaction ends no other is closed.

    The race: closing reads the figures of a period and keeps them, while a sheet of one of its
    days is being handed in. Whoever comes second waits for the first, and then sees it.
    """
    rows = store.hold_periods_of(session, authority_id, day)
    closed = store.closed_periods(session, authority_id)
    return [
        ClosedDays(row.key, row.name, row.from_on, row.to_on) for row in rows if row.id in closed
    ]
