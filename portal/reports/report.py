"""Taking the figures of a period for a file: who may see what, and how final it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from portal.cases.registers.entries import Entry
from portal.clock import local_day
from portal.db import Database
from portal.keys import Keys
from portal.offices.store import authority_by_id
from portal.reports import periods
from portal.reports.choosing import ShownPeriod
from portal.reports.closing import close_ended
from portal.reports.comparing import Neighbours, compared
from portal.reports.errors import PeriodNotFoundError
from portal.reports.exports.lists import Lists, read_lists
from portal.reports.exports.trend import Stage, trend
from portal.reports.keeping import Closed, Kept, entries, figures
from portal.reports.overview import Overview


@dataclass(frozen=True)
class Order:
    """What file is wanted; figures of counters and remarks only for those who may see them."""

    authority_id: int
    period_key: str
    lang: str = "vi"
    with_counters: bool = False


@dataclass(frozen=True)
class Report:
    """Everything a file of a period holds, before it is laid out."""

    order: Order
    authority_name: str
    commune: str
    receiver: str
    slug: str
    is_demo: bool
    made_at: datetime
    overview: Overview
    entries: Sequence[Entry]
    closed: Closed | None
    compared: Neighbours[Kept]
    trend: Sequence[Stage]
    lists: Lists

    @property
    def stands_since(self) -> datetime:
        """The moment of its figures: of a closed period that of closing, whenever it is read."""
        return self.closed.at if self.closed else self.made_at


def take(database: Database, keys: Keys, order: Order, *, now: datetime) -> Report:
    """Read a period for export; if it is over its cut-off, ratings that still wait come in first.

    Raises `PeriodNotFoundError`, also for a period that has not begun.
    """
    close_ended(database, keys, now=now, authority_id=order.authority_id)
    today = local_day(now)
    with database.reading() as session:
        authority = authority_by_id(session, order.authority_id)
        row = periods.period(session, order.authority_id, order.period_key)
        period = ShownPeriod.of(row, today)
        if not period.has_begun:
            raise PeriodNotFoundError(key=order.period_key)
        kept = figures(session, authority.id, period, today)
        return Report(
            order=order,
            authority_name=f"{authority.name}, {authority.province}",
            commune=authority.name,
            receiver=row.receiver,
            slug=authority.slug,
            is_demo=authority.is_demo,
            made_at=now,
            overview=kept.overview,
            entries=entries(session, authority.id, period, today),
            closed=kept.closed,
            compared=compared(session, row, today),
            trend=trend(session, row, kept, today),
            lists=read_lists(database, session, kept.overview, is_internal=order.with_counters),
        )
