"""The page on which a person says what the columns and answers of a file mean."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from portal.fieldwork.imported.guessing import Meaning, guess, guess_digits, is_personal
from portal.fieldwork.imported.moments import DayOrder
from portal.fieldwork.imported.tables import AnswerTable
from portal.fieldwork.paper.fields import PaperField, Typing, fields_of
from surveys.instrument import Instrument

MOMENT, DROPPED, UNDECIDED = "@", "", "?"
"""A column may hold the moment or be left behind; an answer may have no meaning yet."""
MOST_TEXTS = 40
"""A column with more different answers than a person can look through is no choice."""


@dataclass(frozen=True)
class AnswerLine:
    """One answer of a column, how often it was given, and the digits it stands for."""

    name: str
    text: str
    times: int
    digits: str


@dataclass(frozen=True)
class Column:
    """One column: what it means now, and its answers if they stand for digits."""

    at: int
    head: str
    target: str
    is_personal: bool
    field: PaperField | None
    answers: tuple[AnswerLine, ...]
    more: int


def meaning_of(table: AnswerTable, instrument: Instrument, sent: Mapping[str, str]) -> Meaning:
    """Return what the form says, and guesses where it says nothing."""
    first = guess(table, instrument)
    if "order" not in sent:
        return first
    known = {one.name: one for one in fields_of(instrument, instrument.languages[0])}
    targets = {at: _target(table, at, sent) for at in range(len(table.heads))}
    moment = next((at for at, target in targets.items() if target == MOMENT), None)
    fields: dict[int, str] = {}
    for at, target in targets.items():
        if target in known and target not in fields.values():
            fields[at] = target
    digits = {
        (at, text): given
        for at, name in fields.items()
        for text, given in _digits(table, instrument, known[name], at, sent).items()
    }
    is_month_first = sent["order"] == DayOrder.MONTH_FIRST
    order = DayOrder.MONTH_FIRST if is_month_first else DayOrder.DAY_FIRST
    return Meaning(moment, order, fields, digits)


def columns_of(
    table: AnswerTable, instrument: Instrument, meaning: Meaning, tongue: str
) -> list[Column]:
    """Return the columns with what they mean, as the page shows them."""
    known = {one.name: one for one in fields_of(instrument, tongue)}
    found = []
    for at, head in enumerate(table.heads):
        field = known.get(meaning.fields.get(at, ""))
        target = MOMENT if at == meaning.moment else field.name if field else DROPPED
        answers = tuple(_lines(table, meaning, at)) if field and field.marks else ()
        more = max(0, len(table.texts[at]) - MOST_TEXTS) if answers else 0
        found.append(Column(at, head, target, is_personal(head), field, answers, more))
    return found


def _target(table: AnswerTable, at: int, sent: Mapping[str, str]) -> str:
    # Whatever was sent: a column that reaches a person is left behind.
    return DROPPED if is_personal(table.heads[at]) else sent.get(f"c.{at}", DROPPED)


def _digits(
    table: AnswerTable,
    instrument: Instrument,
    field: PaperField,
    at: int,
    sent: Mapping[str, str],
) -> dict[str, str]:
    """Return the digits a person gave to answers; guesses for a column whose question is new."""
    texts = table.texts[at]
    guessed = guess_digits(texts, instrument, field.name)
    if sent.get(f"was.{at}") != field.name:
        return guessed
    allowed = {mark.digit for mark in field.marks}
    told = dict(guessed)
    for number, text in enumerate(list(texts)[:MOST_TEXTS]):
        given = sent.get(f"t.{at}.{number}", UNDECIDED)
        if field.typing is Typing.SEVERAL and given not in {"", UNDECIDED, *allowed}:
            continue
        if given in {"", *allowed}:
            told[text] = given
        else:
            told.pop(text, None)
    return told


def _lines(table: AnswerTable, meaning: Meaning, at: int) -> Iterator[AnswerLine]:
    for number, (text, times) in enumerate(list(table.texts[at].items())[:MOST_TEXTS]):
        digits = meaning.digits.get((at, text), UNDECIDED)
        yield AnswerLine(f"t.{at}.{number}", text, times, digits)
