"""Published cases as plain values: a brief for lists, the whole story for its own page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.calendar.days import CalendarMissingError, WorkCalendar
from portal.calendar.stages import stage
from portal.calendar.terms import working_days_between
from portal.cases.handling.queues.headlines import headline
from portal.cases.kinds import Action
from portal.cases.registers.public import PublicCase
from portal.cases.registers.public_story import PublicFile, PublicStep
from portal.reports.labels import KINDS, SUBJECTS
from portal.web.case_words import ACTIONS
from portal.web.deadlines import TONES, Chip, DayRow, Span, chip, day_rows, why_sentence
from portal.web.i18n import lang, short_date
from portal.web.moved_days import moved_days
from portal.words.translate import days_phrase, say, weekday_date

EXCERPT = 180
SENDERS = frozenset({Action.SUBMIT, Action.SUPPLY, Action.RATE_REPLY, Action.REOPEN})
ANSWERING = frozenset(
    {
        *(Action.SIGN, Action.ANSWER_AT_ONCE, Action.ANSWER_LIGHTLY, Action.THANK),
        Action.ANSWER_TOGETHER,
    }
)
SLOWING = frozenset({Action.ASK, Action.REOPEN})


@dataclass(frozen=True)
class Brief:
    """A case in a list; `standing` says in time or late and by how much, never nothing."""

    url: str
    title: str
    excerpt: str
    unit: str
    kind: str
    finished_on: date
    standing: str
    tone: str


@dataclass(frozen=True)
class Step:
    """One line of the timeline; `waited` are working days since the line before."""

    title: str
    who: str
    at: str
    took: str
    note: str
    tone: str
    waited: int


@dataclass(frozen=True)
class Story:
    """A case on its own page; `chip` is None where no due date could be counted."""

    brief: Brief
    reference: str
    kicker: str
    took: str
    asked: Sequence[str]
    answered: Sequence[str]
    document: str
    satisfied: str
    chip: Chip | None
    days: Sequence[DayRow]
    rule: str
    is_kept: bool
    steps: Sequence[Step]


def brief(case: PublicCase, slug: str, calendar: WorkCalendar) -> Brief:
    standing, tone = _standing(case, calendar)
    return Brief(
        url=url_for("published.show", slug=slug, reference=case.reference),
        title=headline(case.story) or case.reference,
        excerpt=_excerpt(case.reply),
        unit=case.unit or "",
        kind=say(lang(), KINDS[case.kind]),
        finished_on=case.finished_on,
        standing=standing,
        tone=tone,
    )


def story(file: PublicFile, slug: str, today: date) -> Story:
    case = file.case
    subject = say(lang(), SUBJECTS[case.subject]) if case.subject else ""
    found, known = brief(case, slug, file.calendar), file.deadline
    return Story(
        brief=found,
        reference=case.reference,
        kicker=" · ".join(part for part in (found.kind, subject) if part),
        took=_took(file),
        asked=_paragraphs(case.story),
        answered=_paragraphs(case.reply),
        document=_document(case),
        satisfied=_satisfied(case),
        chip=_chip(file, today),
        days=day_rows(known.counted, lang()) if known and known.counted else (),
        rule=why_sentence(known, lang()) if known else "",
        is_kept=known is not None and known.is_kept,
        steps=[_step(step, file, found) for step in file.steps],
    )


def _standing(case: PublicCase, calendar: WorkCalendar) -> tuple[str, str]:
    if case.due_on is None:
        return str(_("answered; no due date could be counted")), "waiting"
    stood = stage(calendar, case.finished_on, case.due_on, case.finished_on)
    return days_phrase(stood, lang()), TONES[stood.code]


def _chip(file: PublicFile, today: date) -> Chip | None:
    known = file.deadline
    if known is None:
        return None
    span = Span(known.starts_on, known.on, file.case.finished_on)
    return chip(file.calendar, span, today, lang())


def _took(file: PublicFile) -> str:
    case = file.case
    try:
        days = working_days_between(file.calendar, case.received_on, case.finished_on)
    except CalendarMissingError:
        return ""
    if not days:
        return str(_("answered on the day it came"))
    return str(
        ngettext("answered after %(num)d working day", "answered after %(num)d working days", days)
    )


def _document(case: PublicCase) -> str:
    if not case.document_number or case.document_on is None:
        return ""
    return str(
        _(
            "Document %(number)s of %(day)s",
            number=case.document_number,
            day=short_date(case.document_on),
        )
    )


def _satisfied(case: PublicCase) -> str:
    if case.is_satisfied is None:
        return str(_("The sender has not said whether the answer satisfies."))
    if case.is_satisfied:
        return str(_("The sender is satisfied with the answer."))
    return str(_("The sender is not satisfied with the answer."))


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else line[:EXCERPT].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _step(step: PublicStep, file: PublicFile, found: Brief) -> Step:
    waited = step.waited or 0
    is_last_answer = step.action in ANSWERING and step.on == file.case.finished_on
    return Step(
        title=_title(step, file.case),
        who=str(_("The sender") if step.action in SENDERS else _("The commune")),
        at=weekday_date(step.on, lang()),
        took=str(ngettext("%(num)d working day", "%(num)d working days", waited)) if waited else "",
        note=found.standing if is_last_answer else "",
        tone=found.tone if is_last_answer else "soon" if step.action in SLOWING else "done",
        waited=waited,
    )


def _title(step: PublicStep, case: PublicCase) -> str:
    title = str(ACTIONS[step.action])
    match step.action:
        case Action.ASSIGN:
            return str(_("Given to: %(unit)s", unit=step.unit))
        case Action.EXTEND | Action.RECOMPUTE:
            moved = moved_days(step.moved)
            return f"{title}: {moved}" if moved else title
        case Action.RATE_REPLY:
            return _satisfied(case._replace(is_satisfied=step.is_satisfied))
        case _:
            return title
