"""Plans and measures as pages show them: words, tones, and what this person can do now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from portal.calendar.days import WorkCalendar
from portal.calendar.stages import Limits
from portal.calendar.store import limits_in_force, load_calendar
from portal.cases.handling.visibility import Viewer
from portal.clock import local_day
from portal.offices.permissions import May
from portal.remedies.kinds import UNDER_WAY, MeasureState, StepKind
from portal.remedies.labels import HEAD_OF_UNIT, STATES, STEPS, compared_text, figure_name
from portal.remedies.owners import may_recheck, owns
from portal.remedies.plan_file import ShownFigure
from portal.remedies.rules import move_rule
from portal.remedies.steps_store import StepLine
from portal.remedies.store import MeasureLine
from portal.web.console.remedies.words import TONES
from portal.web.deadlines import Chip, Span, chip
from portal.web.i18n import date_time, lang, short_date
from portal.words.translate import say

STEP_TONES = {
    StepKind.DONE: "soon",
    StepKind.EFFECTIVE: "done",
    StepKind.NOT_EFFECTIVE: "late",
    StepKind.MOVED: "soon",
}


@dataclass(frozen=True)
class Desk:
    """What judging a due day takes: the commune's calendar and limits, and today."""

    calendar: WorkCalendar
    limits: Limits
    today: date

    @classmethod
    def of(cls, session: Session, authority_id: int, today: date) -> "Desk":
        calendar = load_calendar(session, authority_id)
        return cls(calendar, limits_in_force(session, authority_id, calendar.version), today)


@dataclass(frozen=True)
class MeasureView:
    """A measure on a page."""

    id: int
    url: str
    words: str
    finding: str
    plan: str
    plan_url: str
    unit: str
    person: str
    due: Chip
    state: str
    tone: str
    round: int
    version: int


@dataclass(frozen=True)
class StepView:
    """One line of the history, as the timeline draws it."""

    title: str
    who: str
    at: str
    note: str
    tone: str
    took: str = ""


@dataclass(frozen=True)
class Doors:
    """What a person can do with a measure now."""

    tells: bool
    steers: bool
    may_move: bool
    judges: bool


def measure_view(line: MeasureLine, desk: Desk) -> MeasureView:
    measure = line.measure
    state = MeasureState(measure.state)
    done_on = local_day(measure.done_at) if measure.done_at else None
    span = Span(local_day(measure.created_at), measure.due_on, done_on)
    return MeasureView(
        id=measure.id,
        url=url_for("remedy_measures.show", measure_id=measure.id),
        words=measure.words,
        finding=line.finding.words,
        plan=line.plan.title,
        plan_url=url_for("remedies.show", plan_id=line.plan.id),
        unit=line.unit,
        person=line.person or say(lang(), HEAD_OF_UNIT),
        due=chip(desk.calendar, span, desk.today, lang(), desk.limits),
        state=say(lang(), STATES[state]),
        tone=TONES[state],
        round=measure.round,
        version=measure.version,
    )


def measure_views(lines: Iterable[MeasureLine], desk: Desk) -> list[MeasureView]:
    return [measure_view(line, desk) for line in lines]


def doors(viewer: Viewer, line: MeasureLine) -> Doors:
    measure = line.measure
    is_under_way = measure.state in UNDER_WAY
    steers = is_under_way and May.PLAN_REMEDIES in viewer.may
    return Doors(
        tells=is_under_way and owns(viewer, measure),
        steers=steers,
        may_move=steers and measure.moves < move_rule().times,
        judges=measure.state == MeasureState.DONE and may_recheck(viewer, measure),
    )


def figure_rows(figures: Sequence[ShownFigure]) -> list[dict[str, Any]]:
    """Return the figures behind a finding, then and now, in words."""
    return [
        {
            "id": figure.id,
            "name": figure_name(figure.code, figure.unit, lang()),
            "text": compared_text(figure.code, figure.compared, lang()),
        }
        for figure in figures
    ]


def step_views(lines: Iterable[StepLine], *, names_measure: bool) -> list[StepView]:
    """Return the history, the oldest first; that of a plan says which measure a step is about."""
    return [
        StepView(
            title=say(lang(), STEPS[StepKind(line.step.kind)]),
            who=line.by or "",
            at=date_time(line.step.at),
            note="\n".join(_notes(line, names_measure=names_measure)),
            tone=STEP_TONES.get(StepKind(line.step.kind), "ok"),
        )
        for line in lines
    ]


def _notes(line: StepLine, *, names_measure: bool) -> Iterable[str]:
    step = line.step
    if names_measure and line.measure:
        yield f"„{line.measure}“"
    if step.was_due_on is not None:
        yield f"{short_date(step.was_due_on)} → {short_date(step.due_on)}"
    if step.words:
        yield step.words
