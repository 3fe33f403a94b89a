"""Queries of finer figures; all read what was folded, none reads a response."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, cast, extract, func, or_, select, text
from sqlalchemy.orm import InstrumentedAttribute, Session

from portal.clock import VIETNAM
from portal.errors import NotFoundError
from portal.fieldwork.models import Questionnaire, Survey
from portal.fieldwork.store import IS_WALK_UP
from portal.offices.models import Procedure
from portal.ratings.cells import Counted
from portal.ratings.models import AnswerTally, Envelope, Profile, Tally, Visit
from portal.ratings.result_store import level_counts


class Asked(NamedTuple):
    """A survey and what it asked."""

    survey: Survey
    questionnaire: Questionnaire


class AnswerCount(NamedTuple):
    """How many gave an answer to a question in half a month."""

    half_month_on: date
    question: str
    answer: str
    n: int


class VisitCount(NamedTuple):
    """How many named a procedure of a field in half a month."""

    half_month_on: date
    field: str
    procedure: str
    n: int


def surveys_asked(session: Session, authority_id: int, from_on: date, to_on: date) -> list[Asked]:
    """Return the approved surveys that were open on one of some days, walk-up surveys first."""
    begin = datetime.combine(from_on, time.min, VIETNAM)
    end = datetime.combine(to_on + timedelta(days=1), time.min, VIETNAM)
    rows = session.execute(
        _asked(authority_id)
        .where(Survey.opens_at < end, or_(Survey.closes_at.is_(None), Survey.closes_at > begin))
        .order_by(IS_WALK_UP.desc(), Survey.opens_at.desc(), Survey.id.desc())
    )
    return [Asked(*row) for row in rows]


def survey_asked(session: Session, authority_id: int, survey_id: int) -> Asked:
    """Return an approved survey of an authority, else raise `NotFoundError`."""
    row = session.execute(_asked(authority_id).where(Survey.id == survey_id)).first()
    if row is None:
        raise NotFoundError(survey=survey_id)
    return Asked(*row)


def _asked(authority_id: int) -> Any:
    return (
        select(Survey, Questionnaire)
        .join(Questionnaire, Questionnaire.id == Survey.questionnaire_id)
        .where(Survey.authority_id == authority_id, Survey.approved_at.is_not(None))
    )


def counted_by_survey(
    session: Session, authority_id: int, from_on: date, to_on: date, sample_id: int | None
) -> list[tuple[int, Counted]]:
    """Return counts by half months with the survey they are of.

    Of one sample, or (None) of all walk-up surveys: what may be shown of one depends on the others.
    """
    half = _half(Tally.given_on)
    place = (Tally.survey_id, Tally.service_point_id, Tally.channel, Tally.flag)
    group = (*place, Tally.question, *half)
    rows = session.execute(
        select(*group, *level_counts(Tally))
        .join(Survey, Survey.id == Tally.survey_id)
        .where(
            Tally.authority_id == authority_id,
            Tally.given_on.between(from_on, to_on),
            IS_WALK_UP if sample_id is None else Tally.survey_id == sample_id,
        )
        .group_by(*group)
    )
    found = ((*row[:8], row[8:]) for row in rows)
    return [
        (survey_id, Counted(point, channel, flag, question, _first_day(half_of), tuple(n)))
        for survey_id, point, channel, flag, question, *half_of, n in found
    ]


def waits(
    session: Session, authority_id: int, from_on: date, to_on: date, sample_id: int | None
) -> bool:
    """Say whether a rating of these days, of a sample or of any walk-up survey, lies sealed."""
    waiting = (
        select(Envelope.id)
        .join(Survey, Survey.id == Envelope.survey_id)
        .where(
            Envelope.authority_id == authority_id,
            Envelope.given_on.between(from_on, to_on),
            IS_WALK_UP if sample_id is None else Envelope.survey_id == sample_id,
        )
    )
    return session.scalar(select(waiting.exists())) or False


def answer_counts(
    session: Session, authority_id: int, survey_id: int, from_on: date, to_on: date
) -> list[AnswerCount]:
    """Return how many gave each answer other than a level, half month by half month."""
    half = _half(AnswerTally.given_on)
    group = (AnswerTally.question, AnswerTally.answer, *half)
    rows = session.execute(
        select(*group, func.sum(AnswerTally.n))
        .where(
            AnswerTally.authority_id == authority_id,
            AnswerTally.survey_id == survey_id,
            AnswerTally.given_on.between(from_on, to_on),
        )
        .group_by(*group)
    )
    return [AnswerCount(_first_day(row[2:5]), row[0], row[1], int(row[5])) for row in rows]


def profile_counts(
    session: Session, authority_id: int, survey_id: int, from_on: date, to_on: date
) -> list[AnswerCount]:
    """Return how many gave each answer about themselves, half month by half month."""
    group = (Profile.half_month_on, Profile.question, Profile.answer)
    rows = session.execute(
        select(*group, func.count())
        .where(
            Profile.authority_id == authority_id,
            Profile.survey_id == survey_id,
            Profile.half_month_on.between(from_on, to_on),
        )
        .group_by(*group)
    )
    return [AnswerCount(*row) for row in rows]


def procedure_counts(
    session: Session, authority_id: int, from_on: date, to_on: date
) -> list[VisitCount]:
    """Return how many visits named each procedure, with its field."""
    group = (Visit.half_month_on, Procedure.field, Procedure.name)
    rows = session.execute(
        select(*group, func.count())
        .join(Procedure, Procedure.id == Visit.procedure_id)
        .join(Survey, Survey.id == Visit.survey_id)
        .where(
            Visit.authority_id == authority_id,
            Visit.half_month_on.between(from_on, to_on),
            IS_WALK_UP,
        )
        .group_by(*group)
    )
    return [VisitCount(*row) for row in rows]


def purpose_counts(
    session: Session, authority_id: int, from_on: date, to_on: date
) -> list[dict[str, int]]:
    """Count visits by what people came for, each half month for itself."""
    group = (Visit.half_month_on, Visit.purpose)
    rows = session.execute(
        select(*group, func.count())
        .join(Survey, Survey.id == Visit.survey_id)
        .where(
            Visit.authority_id == authority_id,
            Visit.half_month_on.between(from_on, to_on),
            Visit.purpose != "",
            IS_WALK_UP,
        )
        .group_by(*group)
    )
    halves: dict[date, dict[str, int]] = {}
    for half, purpose, n in rows:
        halves.setdefault(half, {})[purpose] = n
    return list(halves.values())


def _half(day: InstrumentedAttribute[date]) -> tuple[ColumnElement[Any], ...]:
    """Return the half month of a day as year, month, and 1 in its second half."""
    # Written out, not bound: PostgreSQL must see that what is selected is what is grouped by.
    late = cast(extract("day", day) >= text("15"), Integer)
    return extract("year", day), extract("month", day), late


def _first_day(parts: Iterable[Any]) -> date:
    year, month, is_late = parts
    return date(int(year), int(month), 15 if is_late else 1)
