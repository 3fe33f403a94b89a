"""How an instrument stands on the page: questions in its order, headings above, skip rules."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from portal.fieldwork.tongues.clips import SCALE
from portal.ratings.contents import PURPOSE
from surveys.instrument import Instrument, Question
from surveys.kind import Part
from surveys.kinds.choices import MultipleChoice, SingleChoice, YesNo
from surveys.kinds.levels import Levelled
from surveys.kinds.numbers import Number, Percent
from surveys.kinds.written import LongText, ShortText
from surveys.scale import Level, Scale

FACES = 5


class Control(StrEnum):
    """The macro that draws a kind of question; see `templates/macros/rating.html`."""

    LEVELS = "levels"
    MATRIX = "matrix"
    ONE = "one"
    MANY = "many"
    NUMBER = "number"
    LINE = "line"
    TEXT = "text"


class Heading(StrEnum):
    """What stands above a question: the instrument's lead, a factor, the whole, the person."""

    NONE = ""
    LEAD = "lead"
    FACTOR = "factor"
    OVERALL = "overall"
    PERSON = "person"


CONTROLS: dict[str, Control] = {
    "five-level": Control.LEVELS,
    "three-level": Control.LEVELS,
    "matrix": Control.MATRIX,
    YesNo.name: Control.ONE,
    SingleChoice.name: Control.ONE,
    MultipleChoice.name: Control.MANY,
    Number.name: Control.NUMBER,
    Percent.name: Control.NUMBER,
    ShortText.name: Control.LINE,
    LongText.name: Control.TEXT,
}

TYPED = frozenset({Control.NUMBER, Control.LINE, Control.TEXT})


@dataclass(frozen=True)
class Row:
    """One question as the page needs it; the headings come in the order in which they stand.

    `clip` is the address of its recording, or "".
    """

    question: Question
    control: Control
    headings: tuple[Heading, ...]
    factor: str
    ask_if: str
    clip: str = ""

    @property
    def asks_purpose(self) -> bool:
        """Whether it asks what one came for."""
        return self.question.code == PURPOSE

    @property
    def ends(self) -> tuple[int, int]:
        """The least and the greatest number accepted."""
        kind = self.question.kind
        return kind.ends if isinstance(kind, Number | Percent) else (0, 0)


@dataclass(frozen=True)
class Steps:
    """What one may tick on a scale: levels, the way out if it is offered, and whether as faces."""

    levels: tuple[Level, ...]
    way_out: Level | None
    has_faces: bool


@dataclass(frozen=True)
class Sheet:
    """All questions in order; the procedure one came for is asked for after `purpose`, or first."""

    instrument: Instrument
    rows: tuple[Row, ...]
    scale_clip: str = ""

    @property
    def screens(self) -> "tuple[Row, ...]":
        """What is asked where nothing is typed: a row of a matrix is a question of its own."""
        return tuple(
            Row(item, CONTROLS[item.kind.name], (), row.factor, "", row.clip)
            for row in self.rows
            if row.control not in TYPED
            for item in (row.question.items if row.control is Control.MATRIX else (row.question,))
        )

    @property
    def has_easy_way(self) -> bool:
        """Whether it can be answered without typing."""
        typed = [row for row in self.rows if row.control in TYPED]
        return bool(self.screens) and not any(row.question.required for row in typed)

    @property
    def has_rules(self) -> bool:
        """Whether anything is asked only after certain answers."""
        return any(row.ask_if for row in self.rows)

    @property
    def asks_purpose(self) -> bool:
        return any(row.asks_purpose for row in self.rows)

    @property
    def has_faces(self) -> bool:
        return any(steps(item, self.instrument).has_faces for item in self._marked)

    @property
    def _marked(self) -> Iterator[Question]:
        return (item for item in self.instrument.items if isinstance(item.kind, Levelled))


def sheet_of(
    instrument: Instrument, tongue: str, clips: Mapping[str, str] = MappingProxyType({})
) -> Sheet:
    """Lay out an instrument in one of its languages; `clips` are addresses by question."""
    factors = {factor.code: factor.text(tongue) for factor in instrument.factors}
    rows: list[Row] = []
    seen: set[str] = set()
    for question in instrument.questions:
        headings = tuple(_headings(question, instrument, seen))
        seen |= {_mark(heading, question) for heading in headings}
        rows.append(
            Row(
                question=question,
                control=CONTROLS[question.kind.name],
                headings=headings,
                factor=factors.get(question.factor or "", ""),
                ask_if=_rules(question),
                clip=clips.get(question.code, ""),
            )
        )
    return Sheet(instrument, tuple(rows), clips.get(SCALE, ""))


def steps(item: Question, instrument: Instrument) -> Steps:
    """Return what one may tick for a level question or a row of a matrix.

    Faces mean content or not: only for scales of satisfaction, and not where the top is the worst.
    A part of the service may not concern someone; the visit as a whole always does.
    """
    assert isinstance(item.kind, Levelled)  # noqa: S101  # only these are drawn as levels
    scale: Scale = item.kind.scale
    is_whole = scale == instrument.scale and item.factor is None and "." not in item.code
    return Steps(
        levels=scale.levels,
        way_out=None if is_whole else scale.not_applicable,
        has_faces=len(scale.levels) == FACES and bool(scale.satisfied) and not item.reversed,
    )


def _headings(question: Question, instrument: Instrument, seen: set[str]) -> Iterator[Heading]:
    if question.profile:
        if Heading.PERSON not in seen:
            yield Heading.PERSON
        return
    if Heading.LEAD not in seen and _opens_the_rating(question, instrument):
        yield Heading.LEAD
    if question.factor is not None and _mark(Heading.FACTOR, question) not in seen:
        yield Heading.FACTOR
    is_whole = question.kind.part is Part.LEVEL and question.factor is None
    if is_whole and instrument.factors and Heading.OVERALL not in seen:
        yield Heading.OVERALL


def _opens_the_rating(question: Question, instrument: Instrument) -> bool:
    """Say whether it is answered on the scale of satisfaction, or on any if there is none."""
    scales = [item.kind.scale for item in question.items if isinstance(item.kind, Levelled)]
    return bool(scales) and (not instrument.scale.levels or instrument.scale in scales)


def _mark(heading: Heading, question: Question) -> str:
    return f"{heading} {question.factor}" if heading is Heading.FACTOR else heading


def _rules(question: Question) -> str:
    """Return the skip rules for the script, or "" if the question is always asked."""
    rules = [
        {"q": rule.question, "is": sorted(rule.answers), "min": rule.at_least, "max": rule.at_most}
        for rule in question.ask_if
    ]
    return json.dumps(rules) if rules else ""
