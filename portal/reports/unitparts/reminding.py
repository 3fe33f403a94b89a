"""Reminding units of the part they owe: a line in their own console, as no mail is sent yet."""

from datetime import date

from sqlalchemy.orm import Session

from portal.reports.models import Period
from portal.reports.unitparts import store
from portal.reports.unitparts.asked import is_reminded_on
from portal.reports.unitparts.models import UnitPart


def remind(session: Session, today: date) -> int:
    """Mark every part whose date is near or over and that was not sent; return how many."""
    rows = [
        row
        for row in store.periods_with_date(session)
        if row.due_down_on is not None and is_reminded_on(row.due_down_on, today)
    ]
    return sum(_remind(session, row, today) for row in rows)


def _remind(session: Session, row: Period, today: date) -> int:
    added = [
        UnitPart(
            authority_id=row.authority_id,
            period_id=row.id,
            unit_id=unit_id,
            texts={},
            reminded_on=today,
        )
        for unit_id in store.units_without_part(session, row)
    ]
    marked = store.mark_reminded(session, row, today)
    return marked + sum(store.add_first(session, part) for part in added)
