"""A table with a meaning for its columns becomes answers, or says what is still open and where."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.fieldwork.imported.guessing import Meaning
from portal.fieldwork.imported.moments import day_of
from portal.fieldwork.imported.tables import AnswerTable, Line
from portal.fieldwork.paper.fields import PaperField, fields_of
from portal.fieldwork.paper.keying import read
from surveys.answers import Answers, AnswersError
from surveys.instrument import Instrument

FIRST_YEAR = 2000


class Fault(StrEnum):
    """Why a line cannot be taken over as it is."""

    NO_DAY = "no_day"
    FUTURE_DAY = "future_day"
    UNKNOWN_ANSWER = "unknown_answer"
    NOT_FITTING = "not_fitting"


@dataclass(frozen=True)
class LineFault:
    """What is wrong: the line as the file counts, the head of the column, what stands there."""

    line: int
    column: str
    value: str
    fault: Fault


@dataclass(frozen=True)
class TakenLine:
    """What one person answered, and on which day."""

    day: date
    answers: Answers


@dataclass(frozen=True)
class Reading:
    """What can be taken over and what not; `dropped` are the columns that are left behind."""

    taken: tuple[TakenLine, ...]
    faults: tuple[LineFault, ...]
    dropped: tuple[str, ...]

    @property
    def faulty_lines(self) -> int:
        return len({fault.line for fault in self.faults})

    @property
    def first_day(self) -> date | None:
        return min((one.day for one in self.taken), default=None)

    @property
    def last_day(self) -> date | None:
        return max((one.day for one in self.taken), default=None)


def read_lines(
    table: AnswerTable, meaning: Meaning, instrument: Instrument, today: date
) -> Reading:
    """Return what each line says; a line with a fault is not taken, and named with its column."""
    fields = {one.name: one for one in fields_of(instrument, instrument.languages[0])}
    columns = {at: fields[name] for at, name in meaning.fields.items() if name in fields}
    taken: list[TakenLine] = []
    faults: list[LineFault] = []
    for line in table.lines:
        wrong = list(_faults(table, line, meaning, columns, today))
        answers = None if wrong else _answers(table, line, meaning, columns, instrument)
        if isinstance(answers, LineFault):
            wrong = [answers]
        faults += wrong
        if isinstance(answers, Answers):
            taken.append(TakenLine(_day(line, meaning) or today, answers))
    kept = {*columns, meaning.moment}
    dropped = tuple(head for at, head in enumerate(table.heads) if at not in kept and head)
    return Reading(tuple(taken), tuple(faults), dropped)


def _faults(
    table: AnswerTable,
    line: Line,
    meaning: Meaning,
    columns: dict[int, PaperField],
    today: date,
) -> Iterator[LineFault]:
    at = meaning.moment
    head, text = ("", "") if at is None else (table.heads[at], line.cells[at])
    day = _day(line, meaning)
    if day is None or day.year < FIRST_YEAR:
        yield LineFault(line.number, head, text, Fault.NO_DAY)
    elif day > today:
        yield LineFault(line.number, head, text, Fault.FUTURE_DAY)
    for place, field in columns.items():
        answer = line.cells[place]
        if answer and field.marks and (place, answer) not in meaning.digits:
            yield LineFault(line.number, table.heads[place], answer, Fault.UNKNOWN_ANSWER)


def _day(line: Line, meaning: Meaning) -> date | None:
    return None if meaning.moment is None else day_of(line.cells[meaning.moment], meaning.order)


def _answers(
    table: AnswerTable,
    line: Line,
    meaning: Meaning,
    columns: dict[int, PaperField],
    instrument: Instrument,
) -> Answers | LineFault:
    typed = {
        field.name: meaning.digits.get((at, line.cells[at]), "") if field.marks else line.cells[at]
        for at, field in columns.items()
    }
    try:
        return read(instrument, typed).answers
    except AnswersError as error:
        name = next(iter(error.faults))
        at = next((at for at, field in columns.items() if field.name == name), None)
        head, text = ("", "") if at is None else (table.heads[at], line.cells[at])
        return LineFault(line.number, head, text, Fault.NOT_FITTING)
