"""Queries of signals and matters."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, false, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from portal.fieldwork.models import Questionnaire, Survey
from portal.fieldwork.store import IS_WALK_UP
from portal.offices.models import Authority, ServicePoint, Staff, Unit
from portal.ratings.batches import ALL_RESPONSES
from portal.ratings.figures import OVERALL
from portal.ratings.models import AnswerTally, Tally
from portal.ratings.signals.models import (
    DaySignal,
    Matter,
    MatterSeen,
    MatterState,
    RoundKind,
    SignalRound,
)

Row = dict[str, Any]
INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class Counted(NamedTuple):
    """How many at a place and on a day, with a flag, gave a level; question `*` counts ratings."""

    service_point_id: int
    given_on: date
    flag: str
    question: str
    level: int
    n: int


class Answered(NamedTuple):
    """How many gave an answer to a question of a questionnaire, at a place of a unit."""

    questionnaire_id: int
    question: str
    answer: str
    unit_id: int
    service_point_id: int
    n: int


class SeenSignal(NamedTuple):
    """A signal of half a month with the place and the unit it is about."""

    half_month_on: date
    signal: str
    days: int
    point: str
    unit_id: int
    unit: str


class ListedMatter(NamedTuple):
    """A matter with the names around it; `unit` is None for several units together."""

    matter: Matter
    unit: str | None
    concluded_by: str | None


_ANSWER = (
    Survey.questionnaire_id,
    AnswerTally.question,
    AnswerTally.answer,
    ServicePoint.unit_id,
    AnswerTally.service_point_id,
)
_ANSWERS = (
    select(*_ANSWER, func.sum(AnswerTally.n))
    .join(Survey, Survey.id == AnswerTally.survey_id)
    .join(ServicePoint, ServicePoint.id == AnswerTally.service_point_id)
    .group_by(*_ANSWER)
)


def authorities(session: Session) -> list[tuple[int, int]]:
    """Return the id and the smallest group of every authority."""
    rows = session.execute(select(Authority.id, Authority.smallest_group).order_by(Authority.id))
    return [(row[0], row[1]) for row in rows]


def usual_counts(
    connection: Connection, authority_id: int, point_id: int, from_on: date, to_on: date
) -> list[tuple[str, int, int, int]]:
    """Return question, level, number and days of a place's ratings that no flag is on."""
    rows = connection.execute(
        select(
            Tally.question,
            Tally.level,
            func.sum(Tally.n),
            func.count(Tally.given_on.distinct()),
        )
        .where(
            Tally.authority_id == authority_id,
            Tally.given_on.between(from_on, to_on),
            Tally.service_point_id == point_id,
            Tally.question.in_((ALL_RESPONSES, OVERALL)),
            Tally.flag == "",
        )
        .group_by(Tally.question, Tally.level)
    )
    return [(row[0], row[1], int(row[2]), int(row[3])) for row in rows]


def daily_counts(session: Session, authority_id: int, from_on: date, to_on: date) -> list[Counted]:
    """Return the walk-up ratings of each place and day, and their overall levels."""
    group = (Tally.service_point_id, Tally.given_on, Tally.flag, Tally.question, Tally.level)
    rows = session.execute(
        select(*group, func.sum(Tally.n))
        .join(Survey, Survey.id == Tally.survey_id)
        .where(
            Tally.authority_id == authority_id,
            Tally.given_on.between(from_on, to_on),
            Tally.question.in_((ALL_RESPONSES, OVERALL)),
            IS_WALK_UP,
        )
        .group_by(*group)
    )
    return [Counted(*row[:5], n=int(row[5])) for row in rows]


def questionnaires_asked(session: Session, authority_id: int) -> list[Questionnaire]:
    """Return every questionnaire an authority has ever asked, of walk-ups and of samples."""
    asked = select(Survey.questionnaire_id).where(Survey.authority_id == authority_id)
    return list(session.scalars(select(Questionnaire).where(Questionnaire.id.in_(asked))))


def answers_to(
    session: Session,
    authority_id: int,
    questions: Iterable[tuple[int, str]],
    days: tuple[date, date] | None = None,
) -> list[Answered]:
    """Count the answers to questions (questionnaire and code), by place; of some days or all."""
    wanted = [
        (Survey.questionnaire_id == questionnaire) & (AnswerTally.question == code)
        for questionnaire, code in questions
    ]
    query = _ANSWERS.where(AnswerTally.authority_id == authority_id, or_(false(), *wanted))
    if days is not None:
        query = query.where(AnswerTally.given_on.between(*days), IS_WALK_UP)
    return [Answered(*row[:5], n=int(row[5])) for row in session.execute(query)]


def is_begun(session: Session, authority_id: int, kind: RoundKind, on: date) -> bool:
    return session.get(SignalRound, (authority_id, kind, on)) is not None


def begin_round(session: Session, authority_id: int, kind: RoundKind, on: date) -> bool:
    """Write down that a round is done; of several workers exactly one is told True."""
    row = {"authority_id": authority_id, "kind": kind, "begun_on": on}
    added = INSERTS[session.get_bind().dialect.name](SignalRound).values(row)
    found = session.execute(
        added.on_conflict_do_nothing().returning(SignalRound.__table__.c.authority_id)
    )
    return found.first() is not None


def add_signals(session: Session, rows: Sequence[Row]) -> None:
    if rows:
        session.execute(insert(DaySignal), rows)


def signals_since(session: Session, authority_id: int, since: date) -> list[SeenSignal]:
    """Return what stood out, the latest half month first."""
    rows = session.execute(
        select(
            DaySignal.half_month_on,
            DaySignal.signal,
            DaySignal.days,
            ServicePoint.name,
            Unit.id,
            Unit.name,
        )
        .join(ServicePoint, ServicePoint.id == DaySignal.service_point_id)
        .join(Unit, Unit.id == ServicePoint.unit_id)
        .where(DaySignal.authority_id == authority_id, DaySignal.half_month_on >= since)
        .order_by(
            DaySignal.half_month_on.desc(), Unit.position, Unit.name, ServicePoint.name,
            DaySignal.signal,
        )
    )  # fmt: skip
    return [SeenSignal(*row) for row in rows]


def seen_matters(session: Session, authority_id: int) -> dict[tuple[int, str], int]:
    """Return how many answers of each unit and subject were released."""
    rows = session.scalars(select(MatterSeen).where(MatterSeen.authority_id == authority_id))
    return {(row.unit_id, row.subject): row.n for row in rows}


def see_matters(
    session: Session, authority_id: int, now_known: Mapping[tuple[int, str], int]
) -> None:
    """Keep how many answers are released by now."""
    for (unit_id, subject), n in sorted(now_known.items()):
        session.merge(MatterSeen(unit_id=unit_id, subject=subject, authority_id=authority_id, n=n))


def add_matters(session: Session, matters: Iterable[Matter]) -> None:
    session.add_all(matters)
    session.flush()


def matters_of(session: Session, authority_id: int) -> list[ListedMatter]:
    """Return all matters: the open ones by their due day, then the concluded, the latest first."""
    rows = session.execute(
        select(Matter, Unit.name, Staff.display_name)
        .outerjoin(Unit, Unit.id == Matter.unit_id)
        .outerjoin(Staff, Staff.id == Matter.concluded_by_id)
        .where(Matter.authority_id == authority_id)
        .order_by(Matter.state.desc(), Matter.concluded_at.desc(), Matter.due_on, Matter.id)
    )
    return [ListedMatter(*row) for row in rows]


def matter_of(session: Session, authority_id: int, matter_id: int) -> ListedMatter | None:
    found = [one for one in matters_of(session, authority_id) if one.matter.id == matter_id]
    return found[0] if found else None


def conclude(
    session: Session, authority_id: int, matter_id: int, staff_id: int | None, words: str,
    now: datetime,
) -> bool:  # fmt: skip
    """Conclude a matter that is open where it is written; say whether it was."""
    done = session.execute(
        update(Matter)
        .where(
            Matter.id == matter_id,
            Matter.authority_id == authority_id,
            Matter.state == MatterState.OPEN,
        )
        .values(
            state=MatterState.CONCLUDED,
            conclusion=words,
            concluded_by_id=staff_id,
            concluded_at=now,
        )
        .returning(Matter.id)
    )
    return done.first() is not None
