"""Queries that read what was folded: figures of a period, remarks, counts to be checked."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, Text, case, cast, func, literal_column, or_, select
from sqlalchemy import Row as SqlRow
from sqlalchemy.orm import InstrumentedAttribute, Session

from portal.clock import VIETNAM
from portal.errors import NotFoundError
from portal.fieldwork.kinds import Scope
from portal.fieldwork.models import Questionnaire, Survey
from portal.fieldwork.store import IS_WALK_UP
from portal.offices.models import Authority, ServicePoint, Unit
from portal.ratings.batches import ALL_RESPONSES
from portal.ratings.cells import Counted
from portal.ratings.contents import half_month_of
from portal.ratings.figures import OVERALL, Days, Point
from portal.ratings.listing import Asked, Listing
from portal.ratings.models import (
    LEVEL_COUNTS,
    Comment,
    Envelope,
    HalfTally,
    Profile,
    Response,
    Tally,
)


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
    session: Session, of: Days, code: str, *, only_responses: bool = False
) -> list[Counted]:
    """Return the counts of some days, added up by half months.

    Walk-up surveys only. Questions of other questionnaires than `code` may have the same name and
    ask something else; of those only the responses and the overall question are taken.
    """
    read = _counts_of(of)
    asked = [ALL_RESPONSES] if only_responses else [ALL_RESPONSES, OVERALL]
    is_wanted: ColumnElement[bool] = read.table.question.in_(asked)
    if not only_responses:
        is_wanted = or_(is_wanted, Questionnaire.code == code)
    rows = session.execute(_asked(read, _of_cell(read)).where(is_wanted))
    return [
        Counted(point, channel, flag, question, half_month_of(day), tuple(n))
        for point, channel, flag, question, day, *n in rows
    ]


def counted_by_questionnaire(session: Session, of: Days) -> list[Asked]:
    """Return the counts of walk-up ratings by counter and code of the questionnaire that asked."""
    read = _counts_of(of)
    rows = session.execute(_asked(read, (Questionnaire.code, *_of_cell(read))))
    return [
        Asked(code, Counted(point, channel, flag, question, half_month_of(day), tuple(n)))
        for code, point, channel, flag, question, day, *n in rows
    ]


def months_start_on(session: Session, authority_id: int) -> int:
    """Return the day, 1 or 15, with which the months of a commune begin."""
    return session.scalars(
        select(Authority.months_start_on).where(Authority.id == authority_id)
    ).one()


def rated_after(
    session: Session, of: Listing, after: bytes, most: int
) -> Sequence[SqlRow[bytes, date, str]]:
    """Return id, day and levels, in JSON, of the next ratings of a questionnaire, by random id.

    Thousands of dictionaries at once would keep the cycle collector busier than reading them does.
    """
    asked = (
        select(Survey.id)
        .join(Questionnaire, Questionnaire.id == Survey.questionnaire_id)
        .where(Survey.authority_id == of.authority_id, IS_WALK_UP)
        .where(Questionnaire.code == of.questionnaire)
    )
    # Another index would be that of days, by which the whole period is sorted anew for every batch.
    authority = by_no_index(session, Response.authority_id)
    return session.execute(
        select(Response.id, Response.given_on, cast(Response.levels, Text))
        .where(
            Response.id > after,
            authority == of.authority_id,
            Response.given_on.between(of.from_on, of.to_on),
            Response.survey_id.in_(asked),
        )
        .order_by(Response.id)
        .limit(most)
    ).all()


def by_no_index(session: Session, column: InstrumentedAttribute[int]) -> ColumnElement[int]:
    """Return a column as SQLite looks it up by no index; it keeps no statistics to choose by."""
    plain: ColumnElement[int] = column.expression
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return plain + literal_column("0") if is_sqlite else plain


class _Read(NamedTuple):
    """The table to read counts of some days from, its column of days, and what is wanted of it."""

    table: type[Tally] | type[HalfTally]
    day: InstrumentedAttribute[date]
    wanted: list[ColumnElement[bool]]


def _counts_of(of: Days) -> _Read:
    """Return where the counts of some days are read.

    Every period is made of half months, and those are counted already; days that cut one are
    added up from the counts of days.
    """
    after = of.to_on + timedelta(days=1)
    is_whole = all(day == half_month_of(day) for day in (of.from_on, after))
    table, day = (HalfTally, HalfTally.half_month_on) if is_whole else (Tally, Tally.given_on)
    mine = table.authority_id == of.authority_id
    return _Read(table, day, [mine, day.between(of.from_on, of.to_on), IS_WALK_UP])


def _of_cell(read: _Read) -> tuple[Any, ...]:
    table = read.table
    return table.service_point_id, table.channel, table.flag, table.question, read.day


def _asked(read: _Read, cell: Sequence[Any]) -> Select[Any]:
    """Select cells, each with its counts of all levels, and the questionnaires that asked."""
    found = (
        select(*cell, *level_counts(read.table))
        .join(Survey, Survey.id == read.table.survey_id)
        .join(Questionnaire, Questionnaire.id == Survey.questionnaire_id)
        .where(*read.wanted)
    )
    return found if read.table is HalfTally else found.group_by(*cell)


def level_counts(table: type[Tally] | type[HalfTally]) -> list[Any]:
    """Return a column for each level; counts of days have them in rows and need to be grouped."""
    if table is HalfTally:
        return [getattr(HalfTally, name) for name in LEVEL_COUNTS]
    return [
        func.sum(case((Tally.level == level, Tally.n), else_=0))
        for level in range(len(LEVEL_COUNTS))
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


def profile_counts(
    session: Session, authority_id: int, from_on: date, to_on: date, code: str
) -> dict[str, list[dict[str, int]]]:
    """Count by question the answers about the person, each half month for itself."""
    key = (Profile.question, Profile.half_month_on, Profile.answer)
    rows = session.execute(
        select(*key, func.count())
        .join(Survey, Survey.id == Profile.survey_id)
        .join(Questionnaire, Questionnaire.id == Survey.questionnaire_id)
        .where(
            Profile.authority_id == authority_id,
            Profile.half_month_on.between(from_on, to_on),
            IS_WALK_UP,
            Questionnaire.code == code,
        )
        .group_by(*key)
    )
    found: dict[str, dict[date, dict[str, int]]] = {}
    for question, half, answer, n in rows:
        found.setdefault(question, {}).setdefault(half, {})[answer] = n
    return {question: list(halves.values()) for question, halves in found.items()}


def authorities(session: Session) -> list[int]:
    return list(session.scalars(select(Authority.id).order_by(Authority.id)))
