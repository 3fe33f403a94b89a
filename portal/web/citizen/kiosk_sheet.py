"""A questionnaire on a tablet: one question a screen, the visit as a whole first, all by touch."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.web.citizen.rating_sheet import Control, Row, Steps, sheet_of, steps
from surveys.instrument import Instrument, Question
from surveys.kinds.choices import MultipleChoice, Option, SingleChoice, YesNo
from surveys.kinds.levels import Levelled

BY_TOUCH = frozenset({Control.LEVELS, Control.MATRIX, Control.ONE, Control.MANY})


@dataclass(frozen=True)
class Screen:
    """One question as a tablet shows it; `marks` are levels to touch, `options` words."""

    code: str
    text: str
    lead: str
    ask_if: str
    is_required: bool
    marks: Steps | None = None
    options: tuple[Option, ...] = ()
    is_many: bool = False


def screens_of(instrument: Instrument, tongue: str) -> tuple[Screen, ...]:
    """Return what can be answered by touch, in the order in which a tablet asks it.

    Where numbers or words are to be typed the tablet asks nothing: a keyboard there shows the
    next person what this one wrote.
    """
    rows = sheet_of(instrument, tongue).rows
    screens = [one for row in rows for one in _screens(row, instrument, tongue)]
    first = _first(screens)
    return (first, *(one for one in screens if one is not first))


def fits_tablet(instrument: Instrument) -> bool:
    """Whether it can be answered by touch: something to rate, and nothing one must type."""
    rows = sheet_of(instrument, instrument.languages[0]).rows
    must_type = any(row.control not in BY_TOUCH and row.question.required for row in rows)
    return not must_type and any(item.kind for item in instrument.items if _is_levelled(item))


def _first(screens: list[Screen]) -> Screen:
    """Return the visit as a whole; without such a question, the first that is rated."""
    rated = [one for one in screens if one.marks is not None]
    whole = [one for one in rated if one.marks and one.marks.has_faces and not one.lead]
    return (whole or rated)[0]


def _screens(row: Row, instrument: Instrument, tongue: str) -> Iterator[Screen]:
    question = row.question
    if row.control in {Control.LEVELS, Control.MATRIX}:
        above = question.text(tongue) if row.control is Control.MATRIX else ""
        for item in question.items:
            yield Screen(
                item.code,
                item.text(tongue),
                above or _lead(item, instrument, tongue),
                row.ask_if,
                question.required,
                marks=steps(item, instrument),
            )
    elif isinstance(question.kind, YesNo | SingleChoice | MultipleChoice):
        yield Screen(
            question.code,
            question.text(tongue),
            "",
            row.ask_if,
            question.required,
            options=question.kind.options,
            is_many=row.control is Control.MANY,
        )


def _lead(item: Question, instrument: Instrument, tongue: str) -> str:
    """Return the sentence that a criterion completes; a question that stands alone has none."""
    return (instrument.lead(tongue) or "") if item.factor else ""


def _is_levelled(item: Question) -> bool:
    return isinstance(item.kind, Levelled)
