"""What is asked at a moment: opening and closing at once, and the place behind a code."""

from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from portal.errors import NotFoundError
from portal.fieldwork import store
from portal.fieldwork.kinds import Scope, SurveyKind, SurveyState
from portal.fieldwork.models import Questionnaire, Survey
from portal.fieldwork.places import Place
from portal.fieldwork.questionnaires import builtin, read_instrument


def open_survey(session: Session, authority_id: int, instrument: str, *, now: datetime) -> Survey:
    """Ask a built-in instrument of all who walk up; see `ask`."""
    return ask(session, authority_id, builtin(session, instrument, now=now), now=now)


def ask(
    session: Session, authority_id: int, questionnaire: Questionnaire, *, now: datetime
) -> Survey:
    """Ask a questionnaire of all who walk up, from `now` until further notice.

    For founding and for beginning to ask again: it needs no second person. The survey of the
    whole authority that was asked so far ends at that moment.
    """
    store.close_open_surveys(session, authority_id, now, Scope.AUTHORITY)
    read = read_instrument(questionnaire)
    survey = Survey(
        authority_id=authority_id,
        questionnaire_id=questionnaire.id,
        title=read.title(read.languages[0]),
        kind=SurveyKind.WALK_UP,
        scope=Scope.AUTHORITY,
        languages=" ".join(read.languages),
        opens_at=now,
        state=SurveyState.APPROVED,
        created_at=now,
        approved_at=now,
    )
    store.add_survey(session, survey)
    return survey


def close_surveys(session: Session, authority_id: int, *, now: datetime) -> None:
    """Stop asking those who walk up; whoever is still typing is told so when sending."""
    store.close_open_surveys(session, authority_id, now, *Scope)


def survey_at(session: Session, authority_id: int, *, now: datetime) -> Survey | None:
    """Return the walk-up survey asked in a whole authority at a moment; None if there is none."""
    return store.survey_open_at(session, authority_id, now)


def place_at(connection: Connection, code: str, *, now: datetime) -> Place:
    """Return the place of a code with what is asked there, else raise `NotFoundError`.

    A revoked place is returned too: its page says where to go instead.
    """
    place = store.place_by_code(connection, code, now)
    if place is None:
        raise NotFoundError(code=code)
    return place
