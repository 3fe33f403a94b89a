"""Ratings one by one: a month and the levels given, nothing by which a person could be found.

No place, no day, no visit, no word and nothing about the person; a month or a question in which
few answered is left out, judged in half months like every other figure. Levels alone are listed:
answers about harassment, extra payment and pressure are verified in confidence.
"""

import json
from collections.abc import Iterator
from datetime import date
from functools import cache, partial

from sqlalchemy.orm import Session

from portal.db import Database
from portal.ratings import result_store as store
from portal.ratings.figures import Days, shown_sums
from portal.ratings.listing import Listing, own_month, visible_months, whole_months
from portal.ratings.results import PeriodResults

BATCH = 1000
"""Rows read in one short transaction: nobody waits for an export, and its memory stays flat."""


Line = tuple[date, tuple[int | None, ...]]
"""The first day of a month, and a level for each question of the listing; 0 did not concern."""


def listing(session: Session, found: PeriodResults) -> Listing:
    """Decide what may be listed beside the figures of a period."""
    asked, months = found.instrument, {}
    starts_on = store.months_start_on(session, found.authority_id)
    if found.is_settled and asked is not None:
        days = Days(found.authority_id, found.from_on, found.to_on)
        cells = store.counted_by_questionnaire(session, days)
        whole = whole_months(found.from_on, found.to_on, starts_on)
        months = visible_months(cells, asked.code, found.smallest_group, whole, starts_on)
    seen = frozenset[str]().union(*months.values())
    return Listing(
        authority_id=found.authority_id,
        from_on=found.from_on,
        to_on=found.to_on,
        months_start_on=starts_on,
        questionnaire=asked.code if asked else "",
        questions=tuple(one.code for one in (asked.rated if asked else ()) if one.code in seen),
        months=months,
    )


def lines(database: Database, of: Listing) -> Iterator[Line]:
    """Read the listing in batches; the random ids are its order, the same at every reading.

    No transaction is open while a batch is written down.
    """
    after, asked, month_of = (
        b"",
        _asked(of),
        cache(partial(own_month, starts_on=of.months_start_on)),
    )
    while of.months:
        with database.reading() as session:
            rows = store.rated_after(session, of, after, BATCH)
        for _, given_on, levels in rows:
            month = month_of(given_on)
            if month in asked:
                yield month, tuple(map(json.loads(levels).get, asked[month]))
        if len(rows) < BATCH:
            return
        after = rows[-1][0]


def _asked(of: Listing) -> dict[date, tuple[str, ...]]:
    """Return for each month its questions, and for those not shown a name that nobody answers."""
    return {
        month: tuple(question if question in shown else "" for question in of.questions)
        for month, shown in of.months.items()
    }


def profile_counts(session: Session, found: PeriodResults) -> dict[str, dict[str, int]]:
    """Return how many gave each answer about themselves, each question for itself.

    An answer that few gave in half a month is left out, with another to cover for it.
    """
    if not found.is_settled or found.instrument is None:
        return {}
    halves = store.profile_counts(
        session, found.authority_id, found.from_on, found.to_on, found.instrument.code
    )
    asked = [question.code for question in found.instrument.profile]
    return {
        code: shown_sums(halves[code], found.smallest_group) for code in asked if code in halves
    }
