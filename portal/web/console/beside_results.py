"""What is read beside the results of a period: how many of those served rated, what went wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.fieldwork import counters_store as store
from portal.fieldwork.kinds import ServedSource
from portal.fieldwork.models import Incident
from portal.fieldwork.served import served_by_point
from portal.ratings.rates import Rate, UnitRate, unit_rates, whole_rate
from portal.ratings.results import PeriodResults


@dataclass(frozen=True)
class Beside:
    """Response rates of all and of units; incidents with the counter they are about, if one.

    `is_from_slips`: some of the people served were counted by the slips handed to them.
    """

    rate: Rate
    units: Sequence[UnitRate]
    is_from_slips: bool
    incidents: Sequence[tuple[Incident, str | None]]

    @property
    def is_entered(self) -> bool:
        """Whether anybody has entered a number of people served that covers the period."""
        points = (point for unit in self.units for point in unit.points)
        return any(one.served is not None for one in (*self.units, *points))


def beside(session: Session, ratings: PeriodResults, *, with_counters: bool) -> Beside:
    """Read it for the days of some results; what concerns one counter only who may see counters."""
    authority_id, from_on, to_on = ratings.authority_id, ratings.from_on, ratings.to_on
    rows = store.served_within(session, authority_id, from_on, to_on)
    rates = unit_rates(ratings.units, served_by_point(rows, from_on, to_on))
    noted = store.incidents_within(session, authority_id, from_on, to_on)
    return Beside(
        rate=whole_rate(ratings.total, rates),
        units=rates,
        is_from_slips=any(row.source == ServedSource.SLIPS for row in rows),
        incidents=[row for row in noted if with_counters or row[1] is None],
    )
