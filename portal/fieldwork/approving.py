"""What a second person does with a survey: approve it, send it back; and closing it early."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.errors import ChangedMeanwhileError, DomainError, InvalidInputError
from portal.fieldwork import store
from portal.fieldwork.drafting import Desk, visible
from portal.fieldwork.errors import OwnDraftError, WindowPassedError
from portal.fieldwork.kinds import SurveyState
from portal.fieldwork.models import Survey
from portal.offices.events import Actor, record

LONGEST_NOTE = 1000


def approve(session: Session, actor: Actor, survey_id: int, seen: int, *, now: datetime) -> Survey:
    """Approve the version `seen` of another person's draft.

    All is judged where it is written: draft, version, author and window. A survey that should
    have begun already begins now. Raises `OwnDraftError`, `WindowPassedError` or
    `ChangedMeanwhileError`.
    """
    before = store.survey_of(session, actor.authority_id, survey_id)
    values = {
        "state": SurveyState.APPROVED,
        "approved_by_id": actor.staff_id,
        "approved_at": now,
        "opens_at": store.not_before(now),
        "note": "",
    }
    survey = _judged(session, actor, survey_id, seen, (store.is_not_over(now),), values)
    if survey is None:
        raise _refusal(before, actor, seen, now)
    record(session, actor, "survey_approved", now, survey=survey_id, version=seen)
    return survey


def send_back(
    session: Session, actor: Actor, survey_id: int, seen: int, note: str, *, now: datetime
) -> Survey:
    """Return the version `seen` of another person's draft with words about what is missing."""
    if not note.strip():
        raise InvalidInputError(note="required")
    if len(note) > LONGEST_NOTE:
        raise InvalidInputError(note="too_long")
    before = store.survey_of(session, actor.authority_id, survey_id)
    values = {"state": SurveyState.RETURNED, "note": note.strip()}
    survey = _judged(session, actor, survey_id, seen, (), values)
    if survey is None:
        raise _refusal(before, actor, seen, now)
    record(session, actor, "survey_returned", now, survey=survey_id, version=seen)
    return survey


def close(session: Session, desk: Desk, survey_id: int, *, now: datetime) -> Survey:
    """End an approved survey now, also one that has not begun; what was answered stays."""
    visible(session, desk, survey_id)
    guard = (Survey.state == SurveyState.APPROVED, store.is_not_over(now))
    survey = store.change_survey(
        session, desk.actor.authority_id, survey_id, guard, {"closes_at": now}
    )
    if survey is None:
        raise ChangedMeanwhileError(survey=survey_id)
    record(session, desk.actor, "survey_closed", now, survey=survey_id)
    return survey


def _judged(
    session: Session, actor: Actor, survey_id: int, seen: int, guard: Any, values: Any
) -> Survey | None:
    """Write the second person's judgement; an author that is nobody is never somebody else."""
    guard = (
        Survey.state == SurveyState.DRAFT,
        Survey.version == seen,
        Survey.created_by_id != actor.staff_id,
        *guard,
    )
    return store.change_survey(session, actor.authority_id, survey_id, guard, values)


def _refusal(before: Survey, actor: Actor, seen: int, now: datetime) -> DomainError:
    if before.created_by_id == actor.staff_id:
        return OwnDraftError(survey=before.id)
    is_same = before.state == SurveyState.DRAFT and before.version == seen
    if is_same and before.closes_at is not None and before.closes_at <= now:
        return WindowPassedError(survey=before.id)
    return ChangedMeanwhileError(survey=before.id)
