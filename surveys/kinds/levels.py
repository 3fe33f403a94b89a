"""Questions answered by ticking a level of a scale."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from surveys.faults import Fault, FaultCode, Place
from surveys.kind import AnswerFault, Cell, Kind, Part, Scales, Sent
from surveys.scale import NOT_APPLICABLE, Ladder, Scale
from surveys.scale_table import SCALE_KEYS, scale_faults, scale_of
from surveys.shape import Data, Shape


@dataclass(frozen=True, slots=True)
class Levelled(Kind[int]):
    """One level of a scale, or "does not concern me"."""

    scale: Scale

    @property
    def ladder(self) -> Ladder:
        return self.scale.ladder

    def check(self, sent: Sent) -> int | AnswerFault | None:
        raw = sent.get("", "")
        if not raw:
            return None
        for choice in self.scale.choices:
            if raw == str(choice.value):
                return choice.value
        return AnswerFault.NOT_AN_OPTION

    def possible(self) -> frozenset[str]:
        return frozenset(str(choice.value) for choice in self.scale.choices)

    def count(self, values: Iterable[int]) -> dict[Cell, int]:
        found = Counter(values)
        levels = [level.value for level in self.scale.levels]
        return {value: found[value] for value in (*levels, NOT_APPLICABLE)}

    def export(self, value: int, language: str) -> dict[str, Cell]:
        # A spreadsheet's own AVERAGE skips words but would take 0 for the worst mark of all.
        words = self.scale.label(value, language) if value == NOT_APPLICABLE else value
        return {"": words}


@dataclass(frozen=True, slots=True)
class FiveLevel(Levelled):
    """One of five levels, of satisfaction unless the question names another scale."""

    name = "five-level"
    part = Part.LEVEL
    levels = frozenset({5})
    own_keys: ClassVar[Mapping[str, Shape]] = {
        "scale": str,
        "factor": str,
        "criterion": str,
        "weight": int,
    }
    optional_keys = frozenset(own_keys)

    @classmethod
    def build(cls, data: Data, scales: Scales) -> Self:
        return cls(scales[data.get("scale", "")])


@dataclass(frozen=True, slots=True)
class ThreeLevel(Levelled):
    """One of three levels, of a named scale or with its own words (`levels`)."""

    name = "three-level"
    part = Part.GRADE
    levels = frozenset({3})
    own_keys: ClassVar[Mapping[str, Shape]] = {"scale": str, "criterion": str, **SCALE_KEYS}
    optional_keys = frozenset(own_keys)

    @classmethod
    def build(cls, data: Data, scales: Scales) -> Self:
        return cls(scales[data["scale"]] if "scale" in data else scale_of(data))

    @classmethod
    def faults(cls, data: Data, place: Place) -> Iterator[Fault]:
        if ("scale" in data) == ("levels" in data):
            yield Fault(FaultCode.SCALE_OR_LEVELS, place)
        if "levels" in data:
            yield from scale_faults(data, place, cls.levels)
