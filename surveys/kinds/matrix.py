"""Several things judged on one scale under one question."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from surveys.faults import Fault, FaultCode, Place
from surveys.kind import AnswerFault, Cell, Entry, Kind, Part, Scales, Sent
from surveys.kinds.levels import FiveLevel, Levelled, ThreeLevel
from surveys.shape import Data, Rows, Shape, Table, Translated, code_faults
from surveys.texts import Texts

Marks = Mapping[str, int]
"""The level given to each row that was answered."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to judge, with the official criterion it measures, if any."""

    code: str
    texts: Texts
    criterion: str | None = None

    def text(self, language: str) -> str:
        return self.texts[language]


@dataclass(frozen=True, slots=True)
class Matrix(Kind[Marks]):
    """Rows on one scale; each row is answered, counted and scored like a question of its own."""

    name = "matrix"
    part = Part.ROWS
    levels = frozenset({3, 5})
    own_keys: ClassVar[Mapping[str, Shape]] = {
        "scale": str,
        "factor": str,
        "weight": int,
        "rows": Rows(
            Table(
                {"code": str, "text": Translated(), "criterion": str},
                optional=frozenset({"criterion"}),
            )
        ),
    }
    optional_keys = frozenset({"scale", "factor", "weight"})

    of: Levelled
    rows: tuple[Row, ...]

    @classmethod
    def build(cls, data: Data, scales: Scales) -> Self:
        scale = scales[data.get("scale", "")]
        kind = ThreeLevel if len(scale.levels) in ThreeLevel.levels else FiveLevel
        rows = (
            Row(row["code"], Texts.of(row["text"]), row.get("criterion")) for row in data["rows"]
        )
        return cls(kind(scale), tuple(rows))

    @classmethod
    def faults(cls, data: Data, place: Place) -> Iterator[Fault]:
        yield from code_faults(data["rows"], (*place, "rows"))
        if len(data["rows"]) < 2:
            yield Fault(FaultCode.TOO_FEW_ROWS, place)

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(f".{row.code}" for row in self.rows)

    def check(self, sent: Sent) -> Marks | AnswerFault | None:
        marks: dict[str, int] = {}
        for row in self.rows:
            mark = self.of.check({"": sent.get(f".{row.code}", "")})
            if isinstance(mark, AnswerFault):
                return mark
            if mark is not None:
                marks[row.code] = mark
        return marks or None

    def entries(self, value: Marks) -> Iterator[Entry]:
        for row, mark in value.items():
            yield Entry(self.of.part, f".{row}", mark)

    def count(self, values: Iterable[Marks]) -> dict[Cell, int]:
        """Count by row and level; a cell is named `row.level`."""
        people = list(values)
        return {
            f"{row.code}.{level}": n
            for row in self.rows
            for level, n in self.of.count(
                marks[row.code] for marks in people if row.code in marks
            ).items()
        }

    def export(self, value: Marks, language: str) -> dict[str, Cell]:
        cells: dict[str, Cell] = dict.fromkeys(self.fields)
        for row, mark in value.items():
            cells[f".{row}"] = self.of.export(mark, language)[""]
        return cells
