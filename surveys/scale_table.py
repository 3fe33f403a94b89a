"""A scale as a table of a questionnaire file: its keys, its faults, and how it is made."""

from collections.abc import Iterator, Mapping

from surveys.faults import Fault, FaultCode, Place
from surveys.scale import LEVELS, NOT_APPLICABLE, SATISFIED, Level, Scale
from surveys.shape import Data, Rows, Shape, Table, Translated
from surveys.texts import Texts

SCALE_KEYS: Mapping[str, Shape] = {
    "levels": Rows(Table({"value": int, "text": Translated()}, optional=frozenset({"text"}))),
    "not_applicable": Translated(),
    "satisfied": list,
}

_MISNUMBERED = {
    frozenset({5}): FaultCode.SCALE_LEVELS,
    frozenset({3}): FaultCode.THREE_LEVELS,
    frozenset({3, 5}): FaultCode.SCALE_NUMBERS,
}


def scale_faults(data: Data, place: Place, sizes: frozenset[int]) -> Iterator[Fault]:
    """Yield what is wrong with a scale that must have one of the sizes ({3}, {5} or {3, 5})."""
    levels = data.get("levels", [])
    values = [level["value"] for level in levels]
    if len(values) not in sizes or values != list(range(1, len(values) + 1)):
        yield Fault(_MISNUMBERED[sizes], place, ", ".join(map(str, values)))
    for level in levels:
        if "text" not in level:
            yield Fault(FaultCode.SCALE_WITHOUT_LABELS, place, str(level["value"]))
    if "satisfied" in data and len(values) == len(LEVELS):
        yield Fault(FaultCode.SATISFIED_OF_FIVE, place)
    for value in data.get("satisfied", []):
        if type(value) is not int or value not in values:
            yield Fault(FaultCode.NOT_A_LEVEL, place, str(value))


def scale_of(data: Data) -> Scale:
    """Return the scale in a linted table.

    Of five levels the top two mean satisfied; of three, those that `satisfied` names, if any.
    """
    levels = tuple(Level(row["value"], Texts.of(row["text"])) for row in data["levels"])
    usual = SATISFIED if len(levels) == len(LEVELS) else ()
    way_out = data.get("not_applicable")
    return Scale(
        levels,
        None if way_out is None else Level(NOT_APPLICABLE, Texts.of(way_out)),
        tuple(data.get("satisfied", usual)),
    )
