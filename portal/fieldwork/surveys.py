"""What an office does with surveys in the field: open one, close it, find the one being asked."""

from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from portal.errors import NotFoundError
from portal.fieldwork import store
from portal.fieldwork.models import Survey
from portal.fieldwork.places import Place


def open_survey(
    session: Session, authority_id: int, instrument: str, version: int, *, now: datetime
) -> Survey:
    """Open a survey from `now` until further notice; the one asked so far ends at that moment."""
    store.close_open_surveys(session, authority_id, now)
    survey = Survey(
        authority_id=authority_id,
        instrument=instrument,
        instrument_version=version,
        opens_at=now,
    )
    store.add_survey(session, survey)
    return survey


def close_surveys(session: Session, authority_id: int, *, now: datetime) -> None:
    """Stop asking; whoever is still typing is told so when sending."""
    store.close_open_surveys(session, authority_id, now)


def survey_at(session: Session, authority_id: int, *, now: datetime) -> Survey | None:
    """Return the survey an authority asks at a moment; None if it asks nothing."""
    return store.survey_open_at(session, authority_id, now)


def place_at(connection: Connection, code: str, *, now: datetime) -> Place:
    """Return the place of a code with what is asked there, else raise `NotFoundError`.

    A revoked place is returned too: its page says where to go instead.
    """
    place = store.place_by_code(connection, code, now)
    if place is None:
        raise NotFoundError(code=code)
    return place
