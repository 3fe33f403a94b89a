"""What is wrong with the scales of a questionnaire, and with how its questions use them."""

from collections.abc import Iterator, Mapping

from surveys.faults import Fault, FaultCode
from surveys.kinds.matrix import Matrix
from surveys.kinds.registry import KINDS
from surveys.scale import LEVELS
from surveys.scale_table import scale_faults
from surveys.shape import Data, code_faults

_FIVE = frozenset({len(LEVELS)})
_NAMED = Matrix.levels


def scale_use_faults(data: Data) -> Iterator[Fault]:
    """Yield faults of `[scale]` and `[[scales]]`, then of each question that has a scale."""
    named = data.get("scales", [])
    if "scale" in data:
        yield from scale_faults(data["scale"], ("scale",), _FIVE)
    yield from code_faults(named, ("scales",))
    for row in named:
        yield from scale_faults(row, ("scales", row["code"]), _NAMED)
    sizes = {row["code"]: len(row.get("levels", [])) for row in named}
    for row in data["questions"]:
        yield from _question_faults(row, sizes, has_usual="scale" in data)
    for code in sorted(sizes.keys() - {row.get("scale") for row in data["questions"]}):
        yield Fault(FaultCode.UNUSED_SCALE, ("scales", code))


def _question_faults(row: Data, sizes: Mapping[str, int], *, has_usual: bool) -> Iterator[Fault]:
    kind, place = KINDS[row["kind"]], ("questions", row["code"])
    if row.get("reversed") and not kind.levels:
        yield Fault(FaultCode.REVERSED_WITHOUT_SCALE, place)
    if "scale" in row:
        yield from _named_faults(row, sizes, place)
    elif len(LEVELS) in kind.levels and not has_usual:
        yield Fault(FaultCode.NO_SCALE, place)


def _named_faults(row: Data, sizes: Mapping[str, int], place: tuple[str, ...]) -> Iterator[Fault]:
    kind, size = KINDS[row["kind"]], sizes.get(row["scale"])
    if size is None:
        yield Fault(FaultCode.UNKNOWN_SCALE, place, row["scale"])
    elif size in _NAMED and size not in kind.levels:  # a misnumbered scale has its own fault
        yield Fault(FaultCode.WRONG_SCALE, place, row["scale"])
    elif size not in _FIVE and "factor" in row:
        yield Fault(FaultCode.FACTOR_OF_THREE, place, row["factor"])
