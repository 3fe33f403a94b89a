"""Queries of the report on one survey."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import extract, func, or_, select, text
from sqlalchemy.orm import Session

from portal.fieldwork.kinds import SurveyKind
from portal.fieldwork.models import Questionnaire, Survey
from portal.fieldwork.store import IS_WALK_UP
from portal.ratings.batches import ALL_RESPONSES
from portal.ratings.figures import OVERALL
from portal.ratings.models import Envelope, Tally


class SurveyCount(NamedTuple):
    """How many answered a level of a question of a survey at a point in half a month."""

    survey_id: int
    service_point_id: int
    channel: str
    question: str
    level: int
    half_month_on: date
    n: int


def counts(session: Session, survey: Survey, code: str, through: date) -> list[SurveyCount]:
    """Return the counts a survey is judged among, in whole half months up to a day.

    Those of a sample are its own. Walk-up surveys share places and pages with others: of those of
    the same questionnaire all counts are taken, of the others what pages add up as well.
    """
    day = Tally.given_on
    # Written out, not bound: PostgreSQL must see that what is selected is what is grouped by.
    half = (extract("year", day), extract("month", day), extract("day", day) >= text("15"))
    cell = (Tally.survey_id, Tally.service_point_id, Tally.channel, Tally.question, Tally.level)
    common = Tally.question.in_((ALL_RESPONSES, OVERALL))
    among = (
        [Tally.survey_id == survey.id]
        if survey.kind == SurveyKind.SAMPLE
        else [IS_WALK_UP, or_(Questionnaire.code == code, common)]
    )
    rows = session.execute(
        select(*cell, *half, func.sum(Tally.n))
        .join(Survey, Survey.id == Tally.survey_id)
        .join(Questionnaire, Questionnaire.id == Survey.questionnaire_id)
        .where(Tally.authority_id == survey.authority_id, day <= through, *among)
        .group_by(*cell, *half)
    )
    return [
        SurveyCount(*row[:5], date(int(row[5]), int(row[6]), 15 if row[7] else 1), int(row[8]))
        for row in rows
    ]


def waits(session: Session, survey_id: int, through: date) -> bool:
    """Say whether an answer to a survey still lies sealed."""
    waiting = select(Envelope.id).where(
        Envelope.survey_id == survey_id, Envelope.given_on <= through
    )
    return session.scalar(select(waiting.exists())) or False
