"""How many of the people served also rated: figures that may be shown, beside counts entered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from portal.ratings.figures import GroupResults, UnitResults


@dataclass(frozen=True)
class Rate:
    """A group with people served (None: not entered for all its days and counters) and ratings.

    `responses` is None where they may not be shown; then there is no share either. More ratings
    than people is a wrong number somewhere: `is_odd`, and no share.
    """

    name: str
    served: int | None
    responses: int | None
    is_hidden: bool

    @property
    def is_odd(self) -> bool:
        return (
            self.served is not None and self.responses is not None and self.responses > self.served
        )

    @property
    def share(self) -> Fraction | None:
        if not self.served or self.responses is None or self.is_odd:
            return None
        return Fraction(self.responses, self.served)


@dataclass(frozen=True)
class UnitRate(Rate):
    """A unit with its counters; those are for the house only."""

    points: tuple[Rate, ...]


def rate_of(group: GroupResults, served: int | None) -> Rate:
    return Rate(group.name, served, group.responses, group.is_hidden)


def unit_rates(units: Sequence[UnitResults], served: Mapping[int, int]) -> list[UnitRate]:
    """Return the rates of units and their points; `served` has what was entered, by point."""
    return [
        UnitRate(
            **vars(rate_of(unit, _together(unit, served))),
            points=tuple(rate_of(point, served.get(point.id)) for point in unit.points),
        )
        for unit in units
    ]


def whole_rate(total: GroupResults, rates: Sequence[UnitRate]) -> Rate:
    """Return the rate of all units together."""
    counts = [rate.served for rate in rates if rate.served is not None or rate.responses]
    known = [n for n in counts if n is not None]
    is_whole = bool(known) and len(known) == len(counts)
    return rate_of(total, sum(known) if is_whole else None)


def _together(unit: UnitResults, served: Mapping[int, int]) -> int | None:
    """Add up a unit's counters; a counter that was rated and has no count leaves it unknown."""
    needed = [point for point in unit.points if point.responses or point.is_hidden]
    if not all(point.id in served for point in needed):
        return None
    counts = [served[point.id] for point in unit.points if point.id in served]
    return sum(counts) if counts else None
