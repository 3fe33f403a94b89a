"""Whether an authority asks for ratings: how it stands, and how an administrator changes it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.fieldwork import store
from portal.fieldwork.kinds import SurveyState
from portal.fieldwork.phases import SurveyPhase, phase
from portal.fieldwork.questionnaire_store import usable
from portal.fieldwork.questionnaires import builtin, read_instrument
from portal.fieldwork.surveys import ask, close_surveys, survey_at
from portal.offices.events import Actor, record
from portal.offices.store import lock_authority
from surveys.instrument import Instrument

# What a new commune asks at its counters.
USUAL_INSTRUMENT = "counter-short"


@dataclass(frozen=True)
class Asking:
    """The instrument that is asked, or was last; `since` is when it began or was stopped."""

    instrument: Instrument
    is_asked: bool
    since: datetime


def asking(session: Session, authority_id: int, *, now: datetime) -> Asking | None:
    """Return how an authority stands; None if it has never asked anything."""
    last = store.last_survey(session, authority_id, now)
    if last is None:
        return None
    stands = phase(SurveyState(last.state), last.opens_at, last.closes_at, now)
    is_asked = stands is SurveyPhase.OPEN
    since = last.opens_at if is_asked else last.closes_at
    asked = usable(session, authority_id, last.questionnaire_id)
    return Asking(read_instrument(asked), is_asked, since or last.opens_at)


def stop_asking(session: Session, actor: Actor, *, now: datetime) -> None:
    """Stop asking until somebody begins again; what was rated so far stays."""
    lock_authority(session, actor.authority_id)
    survey = survey_at(session, actor.authority_id, now=now)
    if survey is None:
        return
    close_surveys(session, actor.authority_id, now=now)
    record(session, actor, "survey_stopped", now, survey_id=survey.id)


def begin_asking(session: Session, actor: Actor, *, now: datetime) -> None:
    """Ask what was asked last, else the usual; once, if pressed twice.

    It needs no second person: the wording is one that the authority has asked before, or the
    usual one. A built-in questionnaire is asked in its newest version.
    """
    lock_authority(session, actor.authority_id)
    if survey_at(session, actor.authority_id, now=now) is not None:
        return
    last = store.last_survey(session, actor.authority_id, now)
    questionnaire = (
        usable(session, actor.authority_id, last.questionnaire_id)
        if last
        else builtin(session, USUAL_INSTRUMENT, now=now)
    )
    if questionnaire.authority_id is None:
        questionnaire = builtin(session, questionnaire.code, now=now)
    survey = ask(session, actor.authority_id, questionnaire, now=now)
    record(session, actor, "survey_begun", now, survey_id=survey.id)
