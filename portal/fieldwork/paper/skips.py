"""Skip rules as somebody with a pencil follows them: if question 3 is not 1, go to question 5."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from portal.fieldwork.paper.fields import marks_of
from surveys.instrument import Instrument, Question
from surveys.kinds.numbers import Number, Percent
from surveys.skipping import Condition


@dataclass(frozen=True)
class Unless:
    """One condition: question `number` must have one of `digits`, or lie within the bounds."""

    number: int
    digits: tuple[str, ...]
    at_least: int | None = None
    at_most: int | None = None


@dataclass(frozen=True)
class Skip:
    """Before question `number`: unless all hold, go on at `target`; None is the end."""

    number: int
    unless: tuple[Unless, ...]
    target: int | None


def skips_of(instrument: Instrument) -> dict[int, Skip]:
    """Return the skips by the number of the first question each leaves out.

    Questions in a row with the same rule are left out together and told once.
    """
    questions = instrument.questions
    numbers = {question.code: place for place, question in enumerate(questions, 1)}
    return {skip.number: skip for skip in _skips(instrument, questions, numbers)}


def _skips(
    instrument: Instrument, questions: Sequence[Question], numbers: Mapping[str, int]
) -> Iterator[Skip]:
    for place, question in enumerate(questions):
        is_told = place > 0 and questions[place - 1].ask_if == question.ask_if
        if question.ask_if and not is_told:
            unless = tuple(_unless(instrument, rule, numbers) for rule in question.ask_if)
            yield Skip(place + 1, unless, _target(questions, place))


def _unless(instrument: Instrument, rule: Condition, numbers: Mapping[str, int]) -> Unless:
    earlier = instrument.question(rule.question)
    marks = marks_of(earlier, instrument.languages[0])
    digits = tuple(mark.digit for mark in marks if mark.value in rule.answers)
    given = digits or tuple(sorted(rule.answers))
    least, most = rule.at_least, rule.at_most
    if isinstance(earlier.kind, Number | Percent):
        ends = earlier.kind.ends
        least, most = (ends[0] if least is None else least, ends[1] if most is None else most)
    return Unless(numbers[rule.question], given, least, most)


def _target(questions: Sequence[Question], place: int) -> int | None:
    """Return the number of the next question with another rule."""
    rule = questions[place].ask_if
    later = range(place + 1, len(questions))
    return next((other + 1 for other in later if questions[other].ask_if != rule), None)
