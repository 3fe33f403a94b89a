"""The figures of one period, read once; page, console and exports are all made of this."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.cases.registers.figures import CaseFigures, Figures, case_figures
from portal.offices.store import units_of
from portal.ratings.figures import UnitResults
from portal.ratings.results import PeriodResults, results
from portal.reports.choosing import ShownPeriod


@dataclass(frozen=True)
class UnitOverview:
    """A unit with its ratings (None: it has no counter) and its petitions."""

    id: int
    name: str
    ratings: UnitResults | None
    petitions: Figures


@dataclass(frozen=True)
class Overview:
    """A period's figures as they stood on `as_of`: its last day, or today while it runs."""

    period: ShownPeriod
    as_of: date
    ratings: PeriodResults
    petitions: CaseFigures
    units: Sequence[UnitOverview]

    @property
    def without_unit(self) -> Figures:
        """Petitions that lie with no unit: just received, refused or answered at the desk."""
        return self.petitions.by_unit.get(None, Figures())


def live_overview(
    session: Session, authority_id: int, period: ShownPeriod, today: date
) -> Overview:
    """Count the figures of a period anew; ratings that still wait sealed are not among them.

    Whoever shows figures asks `portal.reports.keeping.figures`, which knows what was closed.
    """
    is_final = period.is_final
    found = results(session, authority_id, period.from_on, period.to_on, is_final=is_final)
    figures = case_figures(session, authority_id, period.from_on, period.to_on, today)
    ratings = {unit.id: unit for unit in found.units}
    units = [
        UnitOverview(
            unit.id, unit.name, ratings.get(unit.id), figures.by_unit.get(unit.id, Figures())
        )
        for unit in units_of(session, authority_id)
        if unit.is_active or unit.id in figures.by_unit or unit.id in ratings
    ]
    return Overview(period, min(period.to_on, today), found, figures, units)
