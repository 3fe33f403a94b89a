"""Questions answered with a whole number."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

import regex

from surveys.faults import Fault, FaultCode, Place
from surveys.kind import ANSWERED, AnswerFault, Cell, Kind, Part, Scales, Sent
from surveys.shape import Data, Shape

SUM, LEAST, MOST = "sum", "least", "most"

# Thousands as people write them: 1500, 1.500, 1,500 or 1 500; a half is no whole number.
_WHOLE = regex.compile(
    r"-?(?:[0-9]{1,12}|[0-9]{1,3}(?:([., \u00A0\u202F])[0-9]{3})(?:\1[0-9]{3}){0,2})"
)
_SEPARATORS = regex.compile(r"[., \u00A0\u202F]")


@dataclass(frozen=True, slots=True)
class _Whole(Kind[int]):
    """A whole number between two ends, both allowed."""

    part = Part.NUMBER

    @property
    @abstractmethod
    def ends(self) -> tuple[int, int]:
        """The least and the greatest number accepted."""

    def check(self, sent: Sent) -> int | AnswerFault | None:
        text = self._bare(sent.get("", "").strip())
        if not text:
            return None
        if not _WHOLE.fullmatch(text):
            return AnswerFault.NOT_A_NUMBER
        number = int(_SEPARATORS.sub("", text))
        least, most = self.ends
        return number if least <= number <= most else AnswerFault.OUT_OF_RANGE

    def _bare(self, text: str) -> str:
        return text

    def possible(self) -> range:
        least, most = self.ends
        return range(least, most + 1)

    def count(self, values: Iterable[int]) -> dict[Cell, int]:
        """Return how many answered, and the sum, least and most of what they said."""
        numbers = list(values)
        if not numbers:
            return {ANSWERED: 0}
        return {ANSWERED: len(numbers), SUM: sum(numbers), LEAST: min(numbers), MOST: max(numbers)}

    def export(self, value: int, language: str) -> dict[str, Cell]:
        return {"": value}


@dataclass(frozen=True, slots=True)
class Number(_Whole):
    """A whole number from `min` (0 if not given) to `max`."""

    name = "number"
    own_keys: ClassVar[Mapping[str, Shape]] = {"min": int, "max": int}
    optional_keys = frozenset({"min"})

    least: int
    most: int

    @classmethod
    def build(cls, data: Data, scales: Scales) -> Self:
        return cls(data.get("min", 0), data["max"])

    @classmethod
    def faults(cls, data: Data, place: Place) -> Iterator[Fault]:
        if data.get("min", 0) >= data["max"]:
            yield Fault(FaultCode.EMPTY_RANGE, place, f"{data.get('min', 0)} … {data['max']}")

    @property
    def ends(self) -> tuple[int, int]:
        return self.least, self.most


@dataclass(frozen=True, slots=True)
class Percent(_Whole):
    """Whole percent from 0 to 100, typed with or without the sign."""

    name = "percent"

    @classmethod
    def build(cls, data: Data, scales: Scales) -> Self:
        return cls()

    @property
    def ends(self) -> tuple[int, int]:
        return 0, 100

    def _bare(self, text: str) -> str:
        return text.removesuffix("%").rstrip()
