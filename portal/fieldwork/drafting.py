"""The paper of a survey before it is approved: drafted, changed, withdrawn."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.errors import ChangedMeanwhileError, InvalidInputError, NotAllowedError
from portal.fieldwork import questionnaire_store, store
from portal.fieldwork.kinds import Scope, SurveyKind, SurveyState
from portal.fieldwork.models import Survey
from portal.fieldwork.questionnaires import read_instrument
from portal.fieldwork.windows import end_of, first_moment
from portal.offices.events import Actor, record
from portal.offices.store import points_of, units_of

LONGEST_TITLE = 200
ON_PAPER = (SurveyState.DRAFT, SurveyState.RETURNED)


@dataclass(frozen=True)
class SurveyPlan:
    """What a draft says; asked from the beginning of `from_on` to the end of `to_on`."""

    questionnaire_id: int
    title: str
    kind: SurveyKind
    scope: Scope
    from_on: date
    to_on: date | None
    languages: tuple[str, ...]
    unit_id: int | None = None
    points: frozenset[int] = frozenset()
    co_organiser: str = ""


@dataclass(frozen=True)
class Desk:
    """Who drafts, and the one unit whose surveys they keep; None for all."""

    actor: Actor
    only_unit: int | None = None


def draft(session: Session, desk: Desk, plan: SurveyPlan, *, now: datetime) -> Survey:
    """Put a survey on paper for a second person to approve; `InvalidInputError` names fields."""
    values = _values(session, desk, plan)
    survey = Survey(
        authority_id=desk.actor.authority_id,
        created_by_id=desk.actor.staff_id,
        created_at=now,
        **values,
    )
    store.add_survey(session, survey, plan.points if plan.scope == Scope.POINTS else ())
    record(session, desk.actor, "survey_drafted", now, survey=survey.id)
    return survey


def change(
    session: Session, desk: Desk, survey_id: int, seen: int, plan: SurveyPlan, *, now: datetime
) -> Survey:
    """Change one's own draft as long as it is the version `seen`; a returned one is handed in.

    Only the author: whoever changes words may not approve them, so there is one author.
    """
    _own(session, desk, survey_id)
    values = _values(session, desk, plan) | {"state": SurveyState.DRAFT, "version": seen + 1}
    guard = (Survey.state.in_(ON_PAPER), Survey.version == seen)
    survey = store.change_survey(session, desk.actor.authority_id, survey_id, guard, values)
    if survey is None:
        raise ChangedMeanwhileError(survey=survey_id)
    store.set_points(session, survey, plan.points if plan.scope == Scope.POINTS else ())
    record(session, desk.actor, "survey_changed", now, survey=survey_id, version=survey.version)
    return survey


def withdraw(session: Session, desk: Desk, survey_id: int, *, now: datetime) -> Survey:
    """Take a draft back for good; what is approved can only be closed."""
    visible(session, desk, survey_id)
    survey = store.change_survey(
        session,
        desk.actor.authority_id,
        survey_id,
        (Survey.state.in_(ON_PAPER),),
        {"state": SurveyState.WITHDRAWN},
    )
    if survey is None:
        raise ChangedMeanwhileError(survey=survey_id)
    record(session, desk.actor, "survey_withdrawn", now, survey=survey_id)
    return survey


def visible(session: Session, desk: Desk, survey_id: int) -> Survey:
    """Return a survey that this desk may see, else raise `NotFoundError`."""
    return store.sheet_of(session, desk.actor.authority_id, desk.only_unit, survey_id).survey


def _own(session: Session, desk: Desk, survey_id: int) -> None:
    if visible(session, desk, survey_id).created_by_id != desk.actor.staff_id:
        raise NotAllowedError(survey=survey_id)


def _values(session: Session, desk: Desk, plan: SurveyPlan) -> dict[str, Any]:
    """Return the columns of a plan, or raise `InvalidInputError` for all that does not fit."""
    faults = {**_paper_faults(session, desk, plan), **_place_faults(session, desk, plan)}
    if faults:
        raise InvalidInputError(**faults)
    return {
        "questionnaire_id": plan.questionnaire_id,
        "title": plan.title.strip(),
        "kind": plan.kind,
        "scope": plan.scope,
        "unit_id": _owner(desk, plan),
        "languages": " ".join(plan.languages),
        "co_organiser": plan.co_organiser.strip(),
        "opens_at": first_moment(plan.from_on),
        "closes_at": end_of(plan.to_on) if plan.to_on else None,
    }


def _paper_faults(session: Session, desk: Desk, plan: SurveyPlan) -> dict[str, str]:
    row = questionnaire_store.usable(session, desk.actor.authority_id, plan.questionnaire_id)
    faults = {}
    if not 0 < len(plan.title.strip()) <= LONGEST_TITLE:
        faults["title"] = "length"
    if len(plan.co_organiser.strip()) > LONGEST_TITLE:
        faults["co_organiser"] = "too_long"
    if plan.to_on is not None and plan.to_on < plan.from_on:
        faults["to_on"] = "before_from"
    if not plan.languages or not set(plan.languages) <= set(read_instrument(row).languages):
        faults["languages"] = "not_translated"
    return faults


def _place_faults(session: Session, desk: Desk, plan: SurveyPlan) -> dict[str, str]:
    """Return what is wrong with the places; who keeps one unit's surveys stays inside it."""
    authority_id, only_unit = desk.actor.authority_id, desk.only_unit
    if plan.scope == Scope.AUTHORITY:
        return {} if only_unit is None else {"scope": "own_unit_only"}
    if plan.scope == Scope.UNIT:
        units = {unit.id for unit in units_of(session, authority_id, only_active=True)}
        fits = plan.unit_id in units and only_unit in {None, plan.unit_id}
        return {} if fits else {"unit_id": "required" if plan.unit_id is None else "own_unit_only"}
    if not plan.points:
        return {"points": "required"}
    unit_of = {
        point.id: point.unit_id
        for point in points_of(session, authority_id)
        if point.revoked_at is None
    }
    fits = plan.points <= unit_of.keys() and (
        only_unit is None or {unit_of[point] for point in plan.points} == {only_unit}
    )
    return {} if fits else {"points": "own_unit_only"}


def _owner(desk: Desk, plan: SurveyPlan) -> int | None:
    return plan.unit_id if plan.scope == Scope.UNIT else desk.only_unit
