"""Checks a sent form against its questionnaire and says what it holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from surveys.instrument import Instrument, Question
from surveys.kind import AnswerFault, Part
from surveys.scale import NOT_APPLICABLE
from surveys.skipping import is_asked

WHOLE_FORM = "*"
"""Stands for a question code where a fault concerns the form as a whole; no code looks like it."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What one person said, by item code (`code.row` in a matrix).

    `levels` are of five, `grades` of three; `not_applicable` holds the items of both that did not
    concern the person. `choices` has one option each, `picks` any number. `texts` are a few words
    (`code.other.text` behind "something else"), the `comment` is the long one. `dropped` names
    questions that were answered though a skip rule leaves them out.
    """

    levels: Mapping[str, int]
    not_applicable: frozenset[str]
    choices: Mapping[str, str]
    comment: str | None
    grades: Mapping[str, int] = field(default_factory=dict)
    picks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()


class AnswersError(Exception):
    """Nothing is accepted; `faults` maps each question code (or `WHOLE_FORM`) to its fault.

    A field that belongs to no question is named as it was sent.
    """

    def __init__(self, faults: Mapping[str, AnswerFault]) -> None:
        super().__init__(faults)
        self.faults = faults


def check(instrument: Instrument, raw: Mapping[str, str]) -> Answers:
    """Return the answers in form fields named as `Question.fields` says, or raise `AnswersError`.

    Fields of the envelope (submission id, language) must be taken out before: a field that is no
    question is a forgery. A blank field is an unanswered question. An answer to a question that a
    skip rule leaves out is dropped and named, not refused: without a script every question is on
    the page, and whoever changes an earlier answer must not be sent back to wipe the later ones.
    """
    values = {q.code: q.kind.check(_sent(q, raw)) for q in instrument.questions}
    faults = {code: value for code, value in values.items() if isinstance(value, AnswerFault)}
    known = {name for question in instrument.questions for name in question.fields}
    faults |= dict.fromkeys(raw.keys() - known, AnswerFault.UNKNOWN_QUESTION)
    asked = _asked(instrument, values)
    for question in instrument.questions:
        if question.required and question.code in asked and values[question.code] is None:
            faults[question.code] = AnswerFault.MISSING
    answers = _sorted_out(instrument, values, asked)
    if not answers.levels and not answers.grades:
        faults[WHOLE_FORM] = AnswerFault.NOTHING_ANSWERED
    if faults:
        raise AnswersError(faults)
    return answers


def _sent(question: Question, raw: Mapping[str, str]) -> dict[str, str]:
    return {name: raw.get(f"{question.code}{name}", "") for name in question.kind.fields}


def _asked(instrument: Instrument, values: Mapping[str, object]) -> set[str]:
    """Return the questions that no skip rule leaves out; a skipped one counts as unanswered."""
    asked: set[str] = set()
    given: dict[str, frozenset[str]] = {}
    for question in instrument.questions:
        if is_asked(question.ask_if, given):
            asked.add(question.code)
            value = values[question.code]
            if value is not None and not isinstance(value, AnswerFault):
                given[question.code] = question.kind.tokens(value)
    return asked


def _sorted_out(instrument: Instrument, values: Mapping[str, object], asked: set[str]) -> Answers:
    parts: dict[Part, dict[str, Any]] = {part: {} for part in Part}
    dropped: set[str] = set()
    for question in instrument.questions:
        value = values[question.code]
        if value is None or isinstance(value, AnswerFault):
            continue
        if question.code not in asked:
            dropped.add(question.code)
            continue
        for entry in question.kind.entries(value):
            parts[entry.part][f"{question.code}{entry.name}"] = entry.value
    marks = {**parts[Part.LEVEL], **parts[Part.GRADE]}
    return Answers(
        levels=_without_way_out(parts[Part.LEVEL]),
        not_applicable=frozenset(code for code, mark in marks.items() if mark == NOT_APPLICABLE),
        choices=parts[Part.CHOICE],
        comment=next(iter(parts[Part.COMMENT].values()), None),
        grades=_without_way_out(parts[Part.GRADE]),
        picks=parts[Part.PICKS],
        numbers=parts[Part.NUMBER],
        texts=parts[Part.TEXT],
        dropped=frozenset(dropped),
    )


def _without_way_out(marks: Mapping[str, int]) -> dict[str, int]:
    return {code: mark for code, mark in marks.items() if mark != NOT_APPLICABLE}
