"""Due dates as pages show them: the chip and the table of days behind it."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from portal.calendar.days import CalendarMissingError, WorkCalendar
from portal.calendar.rules import Rule
from portal.calendar.stages import SHIPPED, Limits, StageCode, stage
from portal.calendar.terms import Due, working_days_between
from portal.cases.deadline import Deadline
from portal.words.calendar import explain, rule_source, term_phrase
from portal.words.translate import days_phrase

TONES: dict[StageCode, str] = {
    StageCode.ON_TIME: "ok",
    StageCode.DUE_SOON: "soon",
    StageCode.DUE_TODAY: "soon",
    StageCode.OVERDUE: "late",
    StageCode.GROSSLY_OVERDUE: "late",
    StageCode.PAUSED: "waiting",
    StageCode.DONE_ON_TIME: "done",
    StageCode.DONE_LATE: "late",
}


@dataclass(frozen=True)
class Chip:
    """A due date with how it stands in words and the working days passed of all (0 = no bar)."""

    due_on: date
    phrase: str
    tone: str
    passed: int
    total: int


@dataclass(frozen=True)
class DayRow:
    """One line of the table "why this date"; `number` is None for a day that does not count."""

    date: date
    counted: bool
    number: int | None
    why: str


@dataclass(frozen=True)
class Span:
    """From the day a term runs from to its due date, and the day it was done, if it was.

    `paused_on` is the day the sender was asked something, while it is not answered.
    """

    received_on: date
    due_on: date
    finished_on: date | None = None
    paused_on: date | None = None


def chip(
    calendar: WorkCalendar, span: Span, today: date, lang: str, limits: Limits = SHIPPED
) -> Chip:
    """Say how a due date stands today; without a calendar, or on hold, the bar is left out."""
    standing = stage(calendar, today, span.due_on, span.finished_on, limits, span.paused_on)
    is_paused = standing.code is StageCode.PAUSED
    passed, total = (0, 0) if is_paused else _passed(calendar, span, today)
    return Chip(span.due_on, days_phrase(standing, lang), TONES[standing.code], passed, total)


def day_rows(due: Due, lang: str) -> list[DayRow]:
    """Return the table of days behind a due date, the day of the event first."""
    return [
        DayRow(line.day, line.counted, line.number, line.why_with_source)
        for line in explain(due, lang)
    ]


def rule_sentence(rule: Rule, lang: str) -> str:
    """Name a rule, its term and where it comes from, in one sentence."""
    return str(
        _(
            "%(name)s: %(term)s. %(source)s.",
            name=rule.name.in_language(lang),
            term=term_phrase(rule.term, lang),
            source=rule_source(rule, lang),
        )
    )


def why_sentence(known: Deadline, lang: str) -> str:
    """Say which rule a promised day rests on, and how long its term is since an appointment."""
    if known.rule is None:
        return ""
    sentence = rule_sentence(known.rule, lang)
    if known.extended is None:
        return sentence
    term = term_phrase(known.extended, lang)
    put_off = _("Put off once, with an appointment: %(term)s in all.", term=term)
    return f"{sentence} {put_off}"


def _passed(calendar: WorkCalendar, span: Span, today: date) -> tuple[int, int]:
    last = min(span.finished_on or today, span.due_on)
    try:
        total = working_days_between(calendar, span.received_on, span.due_on)
        return working_days_between(calendar, span.received_on, last), total
    except CalendarMissingError:
        return 0, 0
