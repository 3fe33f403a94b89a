"""Questions answered in one's own words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from surveys.faults import Fault, FaultCode, Place
from surveys.graphemes import clean, is_longer
from surveys.kind import AnswerFault, Cell, Kind, Part, Scales, Sent
from surveys.shape import Data, Shape

WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class _Written(Kind[str]):
    """Free text of at most `limit` letters, counted as people count them."""

    own_keys: ClassVar[Mapping[str, Shape]] = {"limit": int}

    limit: int

    @classmethod
    def build(cls, data: Data, scales: Scales) -> Self:
        return cls(data["limit"])

    @classmethod
    def faults(cls, data: Data, place: Place) -> Iterator[Fault]:
        if data["limit"] < 1:
            yield Fault(FaultCode.BAD_NUMBER, (*place, "limit"), str(data["limit"]))

    def check(self, sent: Sent) -> str | AnswerFault | None:
        text = self._tidy(clean(sent.get("", "")))
        return AnswerFault.TOO_LONG if is_longer(text, self.limit) else text or None

    def _tidy(self, text: str) -> str:
        return text

    def count(self, values: Iterable[str]) -> dict[Cell, int]:
        return {WRITTEN: sum(1 for _ in values)}

    def export(self, value: str, language: str) -> dict[str, Cell]:
        return {"": value}


class LongText(_Written):
    """A text of several lines; a questionnaire has one at most, its comment."""

    __slots__ = ()

    name = "long-text"
    part = Part.COMMENT


class ShortText(_Written):
    """A few words on one line."""

    __slots__ = ()

    name = "short-text"
    part = Part.TEXT

    def _tidy(self, text: str) -> str:
        return " ".join(text.split())
