"""Closing a period: once it is over its cut-off, the ratings that still wait are moved too."""

from collections.abc import Sequence
from datetime import date, datetime

from portal.clock import local_day
from portal.db import Database
from portal.keys import Keys
from portal.offices.store import authorities
from portal.ratings.folding import fold_rest
from portal.reports import store
from portal.reports.models import Period
from portal.reports.periods import is_final


def close_ended(
    database: Database, keys: Keys, *, now: datetime, authority_id: int | None = None
) -> int:
    """Move what still waits in periods whose figures are final; return how many ratings moved.

    Never earlier: the figures of a small place would change by the few who rated there. A day
    that lies in a period still open elsewhere (a month of a running quarter) is moved with its
    month.
    """
    today = local_day(now)
    with database.reading() as session:
        ids = [row.id for row in authorities(session)] if authority_id is None else [authority_id]
        ends = {one: _last_final_day(store.periods_of(session, one), today) for one in ids}
    return sum(fold_rest(database, keys, one, end) for one, end in ends.items() if end)


def _last_final_day(newest_first: Sequence[Period], today: date) -> date | None:
    return next((row.to_on for row in newest_first if is_final(row, today)), None)
