"""Closing a period over its cut-off: ratings that still wait are moved, then its figures kept."""

import logging
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from portal.clock import local_day
from portal.db import Database
from portal.errors import ChangedMeanwhileError
from portal.keys import Keys
from portal.offices.events import Actor, record
from portal.offices.store import authorities
from portal.ratings.folding import fold_rest
from portal.reports import periods, store
from portal.reports.errors import PeriodNotOverError, PeriodUnsettledError
from portal.reports.keeping import keep
from portal.reports.models import Period
from portal.reports.periods import is_final

log = logging.getLogger(__name__)
# The race: a rating sent at the last second of the cut-off day is stored a moment after midnight.
# Figures kept before it would differ by it from those of a longer period.
GRACE = timedelta(minutes=10)


def close_ended(
    database: Database, keys: Keys, *, now: datetime, authority_id: int | None = None
) -> int:
    """Move what still waits in periods that are final, keep their figures; return how many moved.

    Never earlier: the figures of a small place would change by the few who rated there. A day
    that lies in a period still open elsewhere (a month of a running quarter) is moved with its
    month.
    """
    today = local_day(now - GRACE)
    with database.reading() as session:
        ids = [row.id for row in authorities(session)] if authority_id is None else [authority_id]
        ends = {one: _last_final_day(store.periods_of(session, one), today) for one in ids}
    moved = sum(fold_rest(database, keys, one, end) for one, end in ends.items() if end)
    for one in ids:
        _keep_ended(database, one, now=now, today=today)
    return moved


def close(database: Database, keys: Keys, actor: Actor, key: str, *, now: datetime) -> bool:
    """Close one period by hand; say whether it was still open.

    Raises `PeriodNotFoundError`, `PeriodNotOverError` until the cut-off has passed, or
    `PeriodUnsettledError` if a rating of its days cannot be counted.
    """
    today = local_day(now - GRACE)
    with database.reading() as session:
        row = periods.period(session, actor.authority_id, key)
    if not is_final(row, today):
        raise PeriodNotOverError(key=key)
    fold_rest(database, keys, actor.authority_id, row.to_on)
    with database.writing() as session:
        row = periods.period(session, actor.authority_id, key)
        is_kept = keep(session, row, actor.staff_id, now=now, today=today)
        if is_kept:
            record(session, actor, "period_closed", now, key=key)
    return is_kept


def _keep_ended(database: Database, authority_id: int, *, now: datetime, today: date) -> None:
    """Keep the figures of what is final and still open, each in a transaction of its own."""
    with database.reading() as session:
        closed = store.closed_periods(session, authority_id)
        rows = store.periods_of(session, authority_id)
    for key in [row.key for row in rows if is_final(row, today) and row.id not in closed]:
        try:
            with database.writing() as session:
                row = periods.period(session, authority_id, key)
                keep(session, row, None, now=now, today=today)
        except (PeriodUnsettledError, ChangedMeanwhileError) as error:
            log.warning("period not closed", extra={"period": key, "reason": error.code})


def _last_final_day(newest_first: Sequence[Period], today: date) -> date | None:
    return next((row.to_on for row in newest_first if is_final(row, today)), None)
