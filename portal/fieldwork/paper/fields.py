"""A questionnaire as numbered fields: what is printed beside each, and the digit to key in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from surveys.instrument import Instrument, Question
from surveys.kinds.choices import OTHER, OTHER_TEXT, MultipleChoice, Option, SingleChoice, YesNo
from surveys.kinds.levels import Levelled
from surveys.kinds.matrix import Matrix
from surveys.kinds.numbers import Number, Percent
from surveys.kinds.written import LongText


class Typing(StrEnum):
    """How a field is typed: one digit, several digits, a whole number, a line or lines of words."""

    ONE = "one"
    SEVERAL = "several"
    NUMBER = "number"
    LINE = "line"
    TEXT = "text"


@dataclass(frozen=True)
class Mark:
    """One box on paper: the digit beside it, the value it stands for, its words."""

    digit: str
    value: str
    words: str


@dataclass(frozen=True)
class PaperField:
    """One field of the sheet and of the page it is typed into.

    `name` is the form field of `surveys.answers`, for several digits the question itself.
    """

    name: str
    question: str
    number: str
    words: str
    typing: Typing
    marks: tuple[Mark, ...] = ()
    hint: str = ""
    required: bool = False

    @property
    def has_words(self) -> bool:
        """Whether it holds words in the person's own hand."""
        return self.typing in {Typing.LINE, Typing.TEXT}


def fields_of(instrument: Instrument, tongue: str) -> tuple[PaperField, ...]:
    """Return every field in the order of the sheet, in one of the instrument's languages."""
    return tuple(
        field
        for number, question in enumerate(instrument.questions, 1)
        for field in _fields(question, str(number), tongue)
    )


def _fields(question: Question, number: str, tongue: str) -> Iterator[PaperField]:
    kind = question.kind
    if isinstance(kind, Matrix):
        yield from _rows(question, kind, number, tongue)
        return
    marks = marks_of(question, tongue)
    yield PaperField(
        name=question.code,
        question=question.code,
        number=number,
        words=question.text(tongue),
        typing=_typing(question),
        marks=marks,
        hint=question.hint(tongue) or "",
        required=question.required,
    )
    if isinstance(kind, SingleChoice | MultipleChoice) and kind.takes_words:
        other = next(mark for mark in marks if mark.value == OTHER)
        name = f"{question.code}{OTHER_TEXT}"
        yield PaperField(name, question.code, f"{number}b", other.words, Typing.LINE)


def _rows(question: Question, kind: Matrix, number: str, tongue: str) -> Iterator[PaperField]:
    for place, item in enumerate(question.items, 1):
        marks = _levels(kind.of, tongue)
        words, own = item.text(tongue), f"{number}.{place}"
        yield PaperField(item.code, question.code, own, words, Typing.ONE, marks)


def marks_of(question: Question, tongue: str) -> tuple[Mark, ...]:
    """Return the boxes of a question: levels keep their value, other answers are counted from 1."""
    kind = question.kind
    if isinstance(kind, Levelled):
        return _levels(kind, tongue)
    if isinstance(kind, Matrix):
        return _levels(kind.of, tongue)
    if isinstance(kind, YesNo | SingleChoice | MultipleChoice):
        return _options(kind.options, tongue)
    return ()


def _levels(kind: Levelled, tongue: str) -> tuple[Mark, ...]:
    return tuple(
        Mark(str(level.value), str(level.value), level.text(tongue)) for level in kind.scale.choices
    )


def _options(options: Sequence[Option], tongue: str) -> tuple[Mark, ...]:
    return tuple(
        Mark(str(place), option.code, option.text(tongue))
        for place, option in enumerate(options, 1)
    )


def _typing(question: Question) -> Typing:
    kind = question.kind
    if isinstance(kind, MultipleChoice):
        return Typing.SEVERAL
    if isinstance(kind, Levelled | YesNo | SingleChoice):
        return Typing.ONE
    if isinstance(kind, Number | Percent):
        return Typing.NUMBER
    return Typing.TEXT if isinstance(kind, LongText) else Typing.LINE
