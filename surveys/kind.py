"""What every kind of question knows: what fits, how it is counted, how it is exported."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Generic, Self, TypeVar

from surveys.faults import Fault, Place
from surveys.scale import Ladder, Scale
from surveys.shape import Data, Shape

Value = TypeVar("Value")
"""What a kind makes of the text sent for it."""

Cell = int | str | None
"""One cell of a spreadsheet, or the name of something counted."""

Sent = Mapping[str, str]
"""What a form sent for one question: the end of a field's name (see `fields`) → its text."""

Scales = Mapping[str, Scale]
"""The scales of an instrument by code; "" is the one that needs no naming."""

ANSWERED = "*"
"""In counts: people who answered at all. No code of an option looks like it."""


class AnswerFault(StrEnum):
    """Why an answer is refused."""

    UNKNOWN_QUESTION = "unknown_question"
    NOT_AN_OPTION = "not_an_option"
    NOT_A_NUMBER = "not_a_number"
    OUT_OF_RANGE = "out_of_range"
    TOO_LONG = "too_long"
    MISSING = "missing"
    NOTHING_ANSWERED = "nothing_answered"


class Part(StrEnum):
    """Which part of a response an answer belongs to; parts are stored apart from each other."""

    LEVEL = "level"
    GRADE = "grade"
    CHOICE = "choice"
    PICKS = "picks"
    NUMBER = "number"
    TEXT = "text"
    COMMENT = "comment"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Entry:
    """One value as it is kept: its part, and the end of its name behind the question's code."""

    part: Part
    name: str
    value: object


class Kind(ABC, Generic[Value]):
    """One kind of question. `own_keys` are the keys it adds to a question's TOML table.

    `levels` are the sizes of scale it may be answered on (none: it has no scale); `several` says
    that one person may give several of its possible answers.
    """

    name: ClassVar[str]
    part: ClassVar[Part]
    own_keys: ClassVar[Mapping[str, Shape]] = {}
    optional_keys: ClassVar[frozenset[str]] = frozenset()
    levels: ClassVar[frozenset[int]] = frozenset()
    several: ClassVar[bool] = False

    @classmethod
    @abstractmethod
    def build(cls, data: Data, scales: Scales) -> Self:
        """Build from a question's linted table."""

    @classmethod
    def faults(cls, data: Data, place: Place) -> Iterator[Fault]:
        """Yield what is wrong with a question's table beyond its shape."""
        yield from ()

    @property
    def fields(self) -> tuple[str, ...]:
        """How the names of its form fields and export columns go on behind the question's code."""
        return ("",)

    @property
    def ladder(self) -> Ladder | None:
        """The levels it is answered on, if it has a scale."""
        return None

    @abstractmethod
    def check(self, sent: Sent) -> Value | AnswerFault | None:
        """Return the value of the fields as sent, None if all are blank, or the fault."""

    def entries(self, value: Value) -> Iterator[Entry]:
        """Yield what is kept of a value; names of several parts never meet."""
        yield Entry(self.part, "", value)

    def possible(self) -> frozenset[str] | range | None:
        """Return the answers a skip rule may ask about: codes, numbers, or None for neither."""
        return None

    def tokens(self, value: Value) -> frozenset[str]:
        """Return a value in the words of `possible`, numbers as text."""
        return frozenset({str(value)})

    @abstractmethod
    def count(self, values: Iterable[Value]) -> dict[Cell, int]:
        """Fold values into counts; every cell that could be filled is there, in display order."""

    @abstractmethod
    def export(self, value: Value, language: str) -> dict[str, Cell]:
        """Return what the columns (see `fields`) of a spreadsheet show for a value."""
