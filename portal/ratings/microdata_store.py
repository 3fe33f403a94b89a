"""Queries of the single ratings that may be published, all of them walk-up ratings."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from portal.errors import NotFoundError
from portal.fieldwork.models import Questionnaire, Survey
from portal.fieldwork.store import IS_WALK_UP
from portal.offices.models import Authority
from portal.ratings.models import Comment, Envelope, Profile, Response

Answers = Mapping[str, Sequence[str]]
"""Question (or row of a matrix) → what was marked, as tokens; 0 is "does not concern me"."""


class Commune(NamedTuple):
    """What the rows of a commune are cut by."""

    months_start_on: int
    smallest_group: int


class Rated(NamedTuple):
    """One response with what it takes to judge whether its row may be shown."""

    given_on: date
    service_point_id: int
    questionnaire: str
    answers: Answers


class Apart(NamedTuple):
    """One answer about a person, or one text, of half a month."""

    half_month_on: date
    question: str
    text: str


def commune(session: Session, authority_id: int) -> Commune:
    row = session.execute(
        select(Authority.months_start_on, Authority.smallest_group).where(
            Authority.id == authority_id
        )
    ).first()
    if row is None:
        raise NotFoundError(authority=authority_id)
    return Commune(*row)


def questionnaires(
    session: Session, authority_id: int, from_on: date, to_on: date
) -> list[Questionnaire]:
    """Return the questionnaires that responses of these days answer."""
    answered = (
        select(Survey.questionnaire_id)
        .join(Response, Response.survey_id == Survey.id)
        .where(_within(Response.authority_id, Response.given_on, authority_id, from_on, to_on))
    )
    return list(session.scalars(select(Questionnaire).where(Questionnaire.id.in_(answered))))


def waiting_days(session: Session, authority_id: int, from_on: date, to_on: date) -> set[date]:
    """Return the days of which a rating still lies sealed."""
    query = (
        select(Envelope.given_on)
        .join(Survey, Survey.id == Envelope.survey_id)
        .where(_within(Envelope.authority_id, Envelope.given_on, authority_id, from_on, to_on))
    )
    return set(session.scalars(query.where(IS_WALK_UP).distinct()))


def rated(session: Session, authority_id: int, from_on: date, to_on: date) -> list[Rated]:
    rows = session.execute(
        select(
            Response.given_on,
            Response.service_point_id,
            Questionnaire.code,
            Questionnaire.version,
            Response.levels,
            Response.answers,
        )
        .join(Survey, Survey.id == Response.survey_id)
        .join(Questionnaire, Questionnaire.id == Survey.questionnaire_id)
        .where(_within(Response.authority_id, Response.given_on, authority_id, from_on, to_on))
        .where(IS_WALK_UP)
    )
    return [
        Rated(day, point, f"{code}/{version}", _tokens(levels, answers))
        for day, point, code, version, levels, answers in rows
    ]


def profile(session: Session, authority_id: int, from_on: date, to_on: date) -> list[Apart]:
    return _apart(session, _rows(Profile, Profile.answer, authority_id, from_on, to_on))


def comments(session: Session, authority_id: int, from_on: date, to_on: date) -> list[Apart]:
    return _apart(session, _rows(Comment, Comment.text, authority_id, from_on, to_on))


def _apart(session: Session, query: Select[date, str, str]) -> list[Apart]:
    return [Apart(*row) for row in session.execute(query)]


def _rows(
    table: type[Profile] | type[Comment],
    words: InstrumentedAttribute[str],
    authority_id: int,
    from_on: date,
    to_on: date,
) -> Select[date, str, str]:
    return (
        select(table.half_month_on, table.question, words)
        .join(Survey, Survey.id == table.survey_id)
        .where(_within(table.authority_id, table.half_month_on, authority_id, from_on, to_on))
        .where(IS_WALK_UP)
        .order_by(table.id)
    )


def _within(
    owner: InstrumentedAttribute[int],
    day: InstrumentedAttribute[date],
    authority_id: int,
    from_on: date,
    to_on: date,
) -> ColumnElement[bool]:
    return (owner == authority_id) & day.between(from_on, to_on)


def _tokens(levels: Mapping[str, int], answers: Answers) -> dict[str, Sequence[str]]:
    return {**{question: [str(level)] for question, level in levels.items()}, **answers}
