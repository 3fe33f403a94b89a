"""Questions whose answers are more than a statistic: about harassment, money and pressure."""

from collections.abc import Iterator
from enum import StrEnum

from surveys.faults import Fault, FaultCode, Place
from surveys.kind import Kind
from surveys.kinds.choices import YesNo
from surveys.kinds.levels import Levelled, ThreeLevel
from surveys.shape import Data


class Concern(StrEnum):
    """What somebody has to look into if people answer so; `signal` in the file of a question."""

    HARASSMENT = "harassment"
    EXTRA_PAYMENT = "extra_payment"
    PRESSURE = "pressure"


YES = "yes"


def alarming(kind: Kind[object]) -> frozenset[str]:
    """Return the answers that are one: "yes", or any level but the lowest (which is "nobody")."""
    if isinstance(kind, Levelled):
        return frozenset(str(level.value) for level in kind.scale.levels[1:])
    return frozenset({YES})


def concern_faults(row: Data, place: Place) -> Iterator[Fault]:
    """Yield what is wrong with the signal of a question whose shape is right."""
    if "signal" not in row:
        return
    if row["signal"] not in set(Concern):
        yield Fault(FaultCode.UNKNOWN_SIGNAL, place, row["signal"])
    is_graded = row["kind"] == ThreeLevel.name and row.get("reversed", False)
    if row.get("profile") or not (is_graded or row["kind"] == YesNo.name):
        yield Fault(FaultCode.SIGNAL_ON_KIND, place)
