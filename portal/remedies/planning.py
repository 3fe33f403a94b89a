"""Writing a plan: what it answers to, what was found wrong and why, and what is done about it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.cases.handling.store import assignable_units
from portal.cases.handling.visibility import Viewer
from portal.clock import local_day
from portal.errors import ChangedMeanwhileError, InvalidInputError
from portal.remedies import store
from portal.remedies.days import day_fault
from portal.remedies.errors import FindingInUseError
from portal.remedies.kinds import Occasion, StepKind
from portal.remedies.models import RemedyFinding, RemedyMeasure, RemedyPlan
from portal.remedies.steps import Told, measure_step, plan_step
from portal.remedies.steps_store import answerable
from portal.remedies.wording import (
    LONGEST_NUMBER,
    LONGEST_TITLE,
    faults_of,
    text_fault,
)
from portal.reports.periods import FIRST_DAY


@dataclass(frozen=True)
class PlanDraft:
    """What a plan answers to: an occasion, its day and the number of its paper, if it has one."""

    title: str
    occasion: Occasion
    occasion_on: date
    document_no: str = ""


@dataclass(frozen=True)
class FindingDraft:
    """What was found wrong, and why it is so."""

    words: str
    cause: str


@dataclass(frozen=True)
class MeasureDraft:
    """What is done, by which unit, by whom in it (None: its head), and until which day."""

    words: str
    unit_id: int | None
    staff_id: int | None
    due_on: date


def make_plan(session: Session, viewer: Viewer, draft: PlanDraft, *, now: datetime) -> RemedyPlan:
    """Begin a plan; raises `InvalidInputError` by field."""
    values = _plan_values(draft, local_day(now))
    plan = RemedyPlan(authority_id=viewer.authority_id, created_at=now, **values)
    session.add(plan)
    session.flush()
    plan_step(session, viewer, plan.id, Told(StepKind.PLANNED, now))
    return plan


def change_plan(
    session: Session, viewer: Viewer, plan_id: int, seen: int, draft: PlanDraft, *, now: datetime
) -> RemedyPlan:
    """Change what a plan answers to; its history keeps what it said before."""
    plan = store.of(session, RemedyPlan, viewer.authority_id, plan_id)
    values = _plan_values(draft, local_day(now))
    was = f"{plan.title} – {plan.occasion_on:%d/%m/%Y} – {plan.document_no}".rstrip(" –")
    if not store.change(session, plan, seen, values):
        raise ChangedMeanwhileError(plan=plan_id)
    plan_step(session, viewer, plan_id, Told(StepKind.PLAN_CHANGED, now, words=was))
    return plan


def add_finding(
    session: Session, viewer: Viewer, plan_id: int, draft: FindingDraft, *, now: datetime
) -> RemedyFinding:
    plan = store.of(session, RemedyPlan, viewer.authority_id, plan_id)
    values = _finding_values(draft)
    finding = RemedyFinding(authority_id=plan.authority_id, plan_id=plan.id, **values)
    session.add(finding)
    session.flush()
    plan_step(session, viewer, plan.id, Told(StepKind.FINDING_ADDED, now, words=finding.words))
    return finding


def change_finding(
    session: Session,
    viewer: Viewer,
    finding_id: int,
    seen: int,
    draft: FindingDraft,
    *,
    now: datetime,
) -> RemedyFinding:
    """Say a finding in other words; the history keeps those before."""
    finding = store.of(session, RemedyFinding, viewer.authority_id, finding_id)
    was = f"{finding.words}\n{finding.cause}"
    if not store.change(session, finding, seen, _finding_values(draft)):
        raise ChangedMeanwhileError(finding=finding_id)
    plan_step(session, viewer, finding.plan_id, Told(StepKind.FINDING_CHANGED, now, words=was))
    return finding


def remove_finding(session: Session, viewer: Viewer, finding_id: int, *, now: datetime) -> int:
    """Remove a finding that has no measure; return its plan. Raises `FindingInUseError`."""
    finding = store.of(session, RemedyFinding, viewer.authority_id, finding_id)
    if not store.remove_finding(session, finding):
        raise FindingInUseError(finding=finding_id)
    words, plan_id = finding.words, finding.plan_id
    plan_step(session, viewer, plan_id, Told(StepKind.FINDING_REMOVED, now, words=words))
    return plan_id


def add_measure(
    session: Session, viewer: Viewer, finding_id: int, draft: MeasureDraft, *, now: datetime
) -> RemedyMeasure:
    """Say what is done about a finding; raises `InvalidInputError` by field."""
    finding = store.of(session, RemedyFinding, viewer.authority_id, finding_id)
    faults = faults_of(
        words=text_fault(draft.words),
        due_on=day_fault(draft.due_on, local_day(now)),
        **owner_faults(session, viewer, draft.unit_id, draft.staff_id),
    )
    if faults:
        raise InvalidInputError(**faults)
    measure = RemedyMeasure(
        authority_id=finding.authority_id,
        finding_id=finding.id,
        words=draft.words.strip(),
        unit_id=draft.unit_id,
        staff_id=draft.staff_id,
        due_on=draft.due_on,
        created_at=now,
    )
    session.add(measure)
    session.flush()
    measure_step(session, viewer, measure, Told(StepKind.ADDED, now))
    return measure


def owner_faults(
    session: Session, viewer: Viewer, unit_id: int | None, staff_id: int | None
) -> dict[str, str | None]:
    """Return what is wrong with who is to answer: a unit of the commune, a person of that unit."""
    units = {unit.id for unit in assignable_units(session, viewer.authority_id)}
    people = {one.id: one.unit_id for one in answerable(session, viewer.authority_id)}
    is_theirs = staff_id is None or (staff_id in people and people[staff_id] == unit_id)
    return {
        "unit_id": None if unit_id in units else "required",
        "staff_id": None if is_theirs else "not_of_the_unit",
    }


def _plan_values(draft: PlanDraft, today: date) -> dict[str, object]:
    number = draft.document_no.strip()
    is_long = len(number) > LONGEST_NUMBER
    faults = faults_of(
        title=text_fault(draft.title, LONGEST_TITLE),
        document_no="too_long" if is_long else None,
        occasion_on=_occasion_fault(draft.occasion_on, today),
    )
    if faults:
        raise InvalidInputError(**faults)
    return {
        "title": draft.title.strip(),
        "occasion": draft.occasion,
        "occasion_on": draft.occasion_on,
        "document_no": number,
    }


def _occasion_fault(day: date, today: date) -> str | None:
    if day > today:
        return "in_the_future"
    return "far_away" if day < FIRST_DAY else None


def _finding_values(draft: FindingDraft) -> dict[str, object]:
    faults = faults_of(words=text_fault(draft.words), cause=text_fault(draft.cause))
    if faults:
        raise InvalidInputError(**faults)
    return {"words": draft.words.strip(), "cause": draft.cause.strip()}
