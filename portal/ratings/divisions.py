"""Cutting the same ratings another way (by flag, by reason, by channel) without giving anyone away.

Units and counters are safe as they are shown (see `showing`), and so is each further table for
itself. Together they may not be: where a small counter has the only flagged ratings, the flagged of
its unit less those of the other counters are its own. So in every half month each further figure
is shown only if, beside all that is shown already, nothing adds up to fewer than the smallest
group. A period shows what each of its half months may show: then its figures are sums of safe ones.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum

from surveys.disclosure import Told, shown, suppress

Cell = tuple[int, str, str]
"""Service point, channel, flag: the finest ratings are counted in half a month."""
Half = Mapping[str, Mapping[Cell, int]]
"""Of half a month, for each question how many of a cell answered it."""
Units = Mapping[int, Collection[int]]
"""The service points of each unit."""


class Way(StrEnum):
    """How ratings are cut once more."""

    FLAGGED = "flagged"
    REASON = "reason"
    CHANNEL = "channel"


Key = tuple[Way, str]
"""A figure: the flagged of a unit (its id) or of the whole (""), a reason, a channel."""
WHOLE = ""


def safe_divisions(halves: Sequence[Half], units: Units, smallest_group: int) -> frozenset[Key]:
    """Return the figures that may be shown of any period made of these half months."""
    tables = [table for half in halves for table in half.values()]
    wanted = {key for table in tables for key, _ in _candidates(table, units)}
    unsafe = {key for table in tables for key in _unsafe(table, units, smallest_group)}
    return frozenset(wanted - unsafe)


def _unsafe(table: Mapping[Cell, int], units: Units, smallest_group: int) -> Iterator[Key]:
    """Yield the further figures of a table that would give somebody away, in a fixed order."""
    if all(n >= smallest_group for n in table.values()):
        return
    told = Told(table, smallest_group)
    for cells in _shown_already(table, units, smallest_group):
        told.take(cells)
    for key, cells in _candidates(table, units):
        if not told.accepts(cells):
            yield key


def _shown_already(
    table: Mapping[Cell, int], units: Units, smallest_group: int
) -> Iterator[Collection[Cell]]:
    """Yield what the tables of units and counters show: each figure with its cells."""
    if not shown(sum(table.values()), smallest_group):
        return
    yield list(table)
    for unit in _shown_parts(
        {unit: _of(table, own) for unit, own in units.items()}, table, smallest_group
    ):
        yield _of(table, units[unit])
        points = {point: _of(table, [point]) for point in units[unit]}
        for point in _shown_parts(points, table, smallest_group):
            yield points[point]


def _shown_parts(
    parts: Mapping[int, Collection[Cell]], table: Mapping[Cell, int], smallest_group: int
) -> Iterator[int]:
    sizes = {str(part): sum(table[cell] for cell in cells) for part, cells in parts.items()}
    hidden = suppress(sizes, smallest_group).hidden
    return (part for part in parts if str(part) not in hidden)


def _candidates(table: Mapping[Cell, int], units: Units) -> Iterator[tuple[Key, list[Cell]]]:
    """Yield the further figures somebody is behind, the most wanted first."""
    flagged = [cell for cell in table if cell[2]]
    if flagged:
        yield (Way.FLAGGED, WHOLE), flagged
    for unit, own in units.items():
        if cells := _of(flagged, own):
            yield (Way.FLAGGED, str(unit)), cells
    for flag in sorted({cell[2] for cell in flagged}):
        yield (Way.REASON, flag), [cell for cell in flagged if cell[2] == flag]
    for channel in sorted({cell[1] for cell in table}):
        yield (Way.CHANNEL, channel), [cell for cell in table if cell[1] == channel]


def _of(cells: Collection[Cell], points: Collection[int]) -> list[Cell]:
    return [cell for cell in cells if cell[0] in points]
