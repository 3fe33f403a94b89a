"""Answers of other kinds as rows of a page: words of the form, people, shares of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from portal.ratings.breakdown.answers import Answered
from portal.web.i18n import lang, number
from surveys.instrument import Instrument, Question
from surveys.kinds.choices import MultipleChoice, SingleChoice, YesNo
from surveys.kinds.levels import Levelled
from surveys.scale import NOT_APPLICABLE
from surveys.scoring import half_up

SKIPPED = str(NOT_APPLICABLE)


@dataclass(frozen=True)
class AnswerLine:
    """One answer: its words, how many gave it (None: not shown), out of those who answered."""

    words: str
    n: int | None
    share: Fraction | None


@dataclass(frozen=True)
class AnswerRows:
    """One question with its answers; `mean` and `median` for a number, else empty."""

    text: str
    several: bool
    n: int | None
    is_hidden: bool
    lines: Sequence[AnswerLine]
    mean: str = ""
    median: str = ""


def answer_rows(found: Sequence[Answered], instrument: Instrument) -> list[AnswerRows]:
    language = instrument.language_for(lang())
    return [_rows(one, language) for one in found]


def _rows(one: Answered, language: str) -> AnswerRows:
    numbers = one.numbers
    return AnswerRows(
        text=one.question.text(language),
        several=one.question.kind.several,
        n=one.n,
        is_hidden=one.is_hidden,
        lines=[] if one.is_hidden else _lines(one, language),
        mean=number(float(half_up(numbers.mean))) if numbers else "",
        median=number(float(half_up(numbers.median))) if numbers else "",
    )


def _lines(one: Answered, language: str) -> list[AnswerLine]:
    """Return every answer of the form; about the person, none given and hidden look the same."""
    none = None if one.question.profile else 0
    is_graded = isinstance(one.question.kind, Levelled)
    of = one.n
    if of is not None and is_graded:
        of -= one.counts.get(SKIPPED, 0)
    lines = []
    for code, words in possible_words(one.question, language).items():
        n = one.counts.get(code, none)
        lines.append(AnswerLine(words, n, None if is_graded and code == SKIPPED else _share(n, of)))
    return lines


def possible_words(question: Question, language: str) -> dict[str, str]:
    """Return what can be answered, as it is counted, with the words of the form."""
    kind = question.kind
    if isinstance(kind, Levelled):
        return {str(choice.value): choice.text(language) for choice in kind.scale.choices}
    if isinstance(kind, YesNo | SingleChoice | MultipleChoice):
        return {option.code: option.text(language) for option in kind.options}
    return {}


def _share(n: int | None, of: int | None) -> Fraction | None:
    return Fraction(n, of) if n is not None and of else None
