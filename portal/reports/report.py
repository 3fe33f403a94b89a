"""Taking the figures of a period for a file: who may see what, and how final it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.cases.registers.entries import Entry
from portal.clock import local_day
from portal.db import Database
from portal.keys import Keys
from portal.offices.models import Authority
from portal.offices.store import authority_by_id
from portal.reports import periods
from portal.reports.appendix.store import asked_of_units
from portal.reports.byhand.reading import ByHand, in_force
from portal.reports.choosing import ShownPeriod
from portal.reports.closing import close_ended
from portal.reports.comparing import Neighbours, compared
from portal.reports.errors import PeriodNotFoundError
from portal.reports.exports.lists import Lists, read_lists
from portal.reports.exports.trend import Stage, trend
from portal.reports.keeping import Closed, Kept, entries, figures
from portal.reports.models import Period
from portal.reports.overview import Overview
from portal.reports.unitparts.texts import UnitTexts, unit_texts


@dataclass(frozen=True)
class Order:
    """What file is wanted; figures of counters and remarks only for those who may see them.

    `base_url` is where figures of a document lead to; without one they lead nowhere. `withheld`
    are references that name whoever asked or their line: counted, and not listed.
    """

    authority_id: int
    period_key: str
    lang: str = "vi"
    with_counters: bool = False
    base_url: str = ""
    withheld: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Report:
    """Everything a file of a period holds, before it is laid out.

    `by_hand` goes by the keys of this period and its neighbours. `asked_of` has the code of the
    questionnaire for units that were asked by one of their own.
    """

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
    by_hand: Mapping[str, ByHand] = field(default_factory=dict)
    unit_texts: Sequence[UnitTexts] = ()
    asked_of: Mapping[int, str] = field(default_factory=dict)

    @property
    def register(self) -> list[Entry]:
        """The lines of the register that may be listed for whoever ordered the file."""
        return [one for one in self.entries if one.reference not in self.order.withheld]

    @property
    def stands_since(self) -> datetime:
        """The moment of its figures: of a closed period that of closing, whenever it is read."""
        return self.closed.at if self.closed else self.made_at

    @property
    def own_hand(self) -> ByHand:
        """What was entered by hand for this very period."""
        return self.by_hand.get(self.order.period_key, ByHand())


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
        beside = compared(session, row, today)
        return Report(
            order=order,
            receiver=row.receiver,
            made_at=now,
            **_whose(authority),
            overview=kept.overview,
            entries=entries(session, authority.id, period, today),
            closed=kept.closed,
            compared=beside,
            trend=trend(session, row, kept, today),
            lists=read_lists(database, session, kept.overview, is_internal=order.with_counters),
            **_beside_figures(session, authority, row, [period, *_periods(beside)]),
        )


def _whose(authority: Authority) -> dict[str, Any]:
    return {
        "authority_name": f"{authority.name}, {authority.province}",
        "commune": authority.name,
        "slug": authority.slug,
        "is_demo": authority.is_demo,
    }


def _periods(beside: Neighbours[Kept]) -> list[ShownPeriod]:
    return [one.overview.period for one in beside.all]


def _beside_figures(
    session: Session, authority: Authority, row: Period, shown: Sequence[ShownPeriod]
) -> dict[str, Any]:
    """Read what stands beside the figures the portal counted."""
    spans = {one.key: one.to_on for one in shown}
    return {
        "by_hand": in_force(session, authority.id, spans, local_day(authority.created_at)),
        "unit_texts": unit_texts(session, authority.id, row.id),
        "asked_of": asked_of_units(session, authority.id, row.from_on, row.to_on),
    }
