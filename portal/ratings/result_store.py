"""Queries that read what was folded: figures of a period, remarks, counts to be checked."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import extract, func, or_, select, text
from sqlalchemy.orm import Session

from portal.clock import VIETNAM
from portal.errors import NotFoundError
from portal.fieldwork.kinds import Scope
from portal.fieldwork.models import Questionnaire, Survey
from portal.fieldwork.store import IS_WALK_UP
from portal.offices.models import Authority, ServicePoint, Unit
from portal.ratings.batches import ALL_RESPONSES
from portal.ratings.figures import OVERALL, Counted, Point
from portal.ratings.models import AnswerTally, Comment, Envelope, Response, Tally

Row = dict[str, Any]


class Written(NamedTuple):
    """A text with its id, the unit it is about, its half month, the question above it, its tags."""

    id: bytes
    half_month_on: date
    tags: list[int]
    unit_id: int
    questionnaire_id: int
    question: str
    text: str


def name_and_smallest_group(session: Session, authority_id: int) -> tuple[str, int]:
    row = session.execute(
        select(Authority.name, Authority.smallest_group).where(Authority.id == authority_id)
    ).first()
    if row is None:
        raise NotFoundError(authority=authority_id)
    return row[0], row[1]


def points(session: Session, authority_id: int) -> list[Point]:
    """Return all service points, revoked ones too, in the order in which units are shown."""
    rows = session.execute(
        select(ServicePoint.id, ServicePoint.name, Unit.id, Unit.name)
        .join(Unit, Unit.id == ServicePoint.unit_id)
        .where(ServicePoint.authority_id == authority_id)
        .order_by(Unit.position, Unit.name, ServicePoint.name, ServicePoint.id)
    )
    return [Point(*row) for row in rows]


def counted(
    session: Session, authority_id: int, from_on: date, to_on: date, code: str
) -> list[Counted]:
    """Return the counts from `from_on` up to and including `to_on`, added up by half months.

    Walk-up surveys only. Questions of other questionnaires than `code` may have the same name and
    ask something else; of those only the responses and the overall question are taken.
    """
    day = Tally.given_on
    # Written out, not bound: PostgreSQL must see that what is selected is what is grouped by.
    half = (extract("year", day), extract("month", day), extract("day", day) >= text("15"))
    group = (Tally.service_point_id, Tally.channel, Tally.flag, Tally.question, Tally.level, *half)
    is_common = Tally.question.in_((ALL_RESPONSES, OVERALL))
    rows = session.execute(
        select(*group, func.sum(Tally.n))
        .join(Survey, Survey.id == Tally.survey_id)
        .join(Questionnaire, Questionnaire.id == Survey.questionnaire_id)
        .where(
            Tally.authority_id == authority_id,
            day.between(from_on, to_on),
            IS_WALK_UP,
            or_(Questionnaire.code == code, is_common),
        )
        .group_by(*group)
    )
    return [
        Counted(*row[:5], date(int(row[5]), int(row[6]), 15 if row[7] else 1), n=int(row[8]))
        for row in rows
    ]


def waits(session: Session, authority_id: int, from_on: date, to_on: date) -> bool:
    """Say whether a walk-up rating of these days still lies sealed."""
    waiting = (
        select(Envelope.id)
        .join(Survey, Survey.id == Envelope.survey_id)
        .where(
            Envelope.authority_id == authority_id,
            Envelope.given_on.between(from_on, to_on),
            IS_WALK_UP,
        )
    )
    return session.scalar(select(waiting.exists())) or False


def questionnaire_asked(session: Session, authority_id: int, through: date) -> Questionnaire | None:
    """Return what was asked last of all who walk up, up to the end of a local day.

    A survey of the whole authority goes before those of units and points.
    """
    end = datetime.combine(through + timedelta(days=1), time.min, VIETNAM)
    return session.scalars(
        select(Questionnaire)
        .join(Survey, Survey.questionnaire_id == Questionnaire.id)
        .where(
            Survey.authority_id == authority_id,
            Survey.approved_at.is_not(None),
            Survey.opens_at < end,
            IS_WALK_UP,
        )
        .order_by(
            (Survey.scope == Scope.AUTHORITY).desc(), Survey.opens_at.desc(), Survey.id.desc()
        )
        .limit(1)
    ).first()


def responses_by_survey(session: Session, authority_id: int) -> dict[int, int]:
    """Count the responses of each survey that any were counted of."""
    rows = session.execute(
        select(Tally.survey_id, func.sum(Tally.n))
        .where(Tally.authority_id == authority_id, Tally.question == ALL_RESPONSES)
        .group_by(Tally.survey_id)
    )
    return {row[0]: int(row[1]) for row in rows}


def comments(session: Session, authority_id: int, from_on: date, to_on: date) -> list[Written]:
    """Return what walk-up ratings say in words, in the order of their random ids."""
    rows = session.execute(
        select(
            *(Comment.id, Comment.half_month_on, Comment.tags, Comment.unit_id),
            *(Survey.questionnaire_id, Comment.question, Comment.text),
        )
        .join(Survey, Survey.id == Comment.survey_id)
        .where(
            Comment.authority_id == authority_id,
            Comment.half_month_on.between(from_on, to_on),
            IS_WALK_UP,
        )
        .order_by(Comment.id)
    )
    return [Written(*row) for row in rows]


def questionnaires(session: Session, ids: Iterable[int]) -> dict[int, Questionnaire]:
    rows = session.scalars(select(Questionnaire).where(Questionnaire.id.in_(sorted(set(ids)))))
    return {row.id: row for row in rows}


def authorities(session: Session) -> list[int]:
    return list(session.scalars(select(Authority.id).order_by(Authority.id)))


def responses_of(session: Session, authority_id: int) -> Iterator[Row]:
    rows = session.execute(
        select(*Response.__table__.columns).where(Response.authority_id == authority_id)
    )
    return (dict(row) for row in rows.mappings())


def kept_cells(
    session: Session, table: type[Tally] | type[AnswerTally], authority_id: int
) -> Counter[tuple[Any, ...]]:
    """Return what counts a table holds, each cell as `count_up` takes it."""
    key = [*table.__table__.primary_key, table.authority_id]
    rows = session.execute(select(*key, table.n).where(table.authority_id == authority_id))
    return Counter({tuple(row[:-1]): row[-1] for row in rows})
