"""Queries that check counts: what the responses of each place say, and what is kept of them."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Text, cast, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from portal.ratings.models import LEVEL_COUNTS, AnswerTally, HalfTally, Response, Tally
from portal.ratings.result_store import by_no_index

ByDays = type[Tally] | type[AnswerTally]
READ_AT_ONCE = 200
"""Places; each has a day of responses."""

Said = Iterable[Sequence[Any]]
"""Survey, point, day, channel, flag; how many responses; their JSON, a comma between."""

Kept = Iterable[Sequence[Any]]
"""Survey, point, days, channel, flag; a JSON object: how many say what, as responses write it."""

OBJECTS = {"sqlite": "json_group_object", "postgresql": "json_object_agg"}


def levels_said(session: Session, authority_id: int) -> Said:
    return _said(session, authority_id, Response.levels)


def answers_said(session: Session, authority_id: int) -> Said:
    return _said(session, authority_id, Response.answers)


def _said(session: Session, authority_id: int, part: InstrumentedAttribute[Any]) -> Said:
    """Let the database put the texts of a place together: a row each costs more than its JSON."""
    place = _place(Response, Response.given_on)
    texts = func.aggregate_strings(cast(part, Text), ", ")
    found = select(*place, func.count(), texts).where(
        by_no_index(session, Response.authority_id) == authority_id
    )
    if part is Response.answers:
        found = found.where(cast(part, Text) != "{}")
    found = found.group_by(*place).order_by(*place)
    return session.execute(found.execution_options(yield_per=READ_AT_ONCE))


def kept(session: Session, table: ByDays, authority_id: int) -> Kept:
    """Go through counts by days in the order of `levels_said` and `answers_said`."""
    place = _place(table, table.given_on)
    counts = getattr(func, OBJECTS[session.get_bind().dialect.name])(_member(table), table.n)
    found = select(*place, cast(counts, Text)).where(
        by_no_index(session, table.authority_id) == authority_id
    )
    found = found.group_by(*place).order_by(*place)
    return session.execute(found.execution_options(yield_per=READ_AT_ONCE))


def kept_halves(session: Session, authority_id: int) -> Iterable[Sequence[Any]]:
    """Return the counts by half months: place, question, and how many gave each level."""
    counts = (getattr(HalfTally, name) for name in LEVEL_COUNTS)
    return session.execute(
        select(*_place(HalfTally, HalfTally.half_month_on), HalfTally.question, *counts)
        .where(HalfTally.authority_id == authority_id)
        .execution_options(yield_per=READ_AT_ONCE)
    )


def _place(table: Any, day: Any) -> tuple[Any, ...]:
    return table.survey_id, table.service_point_id, day, table.channel, table.flag


def _member(table: ByDays) -> ColumnElement[str]:
    """Return a cell as JSON writes it in a response: `"manner": 4`, or `"news": "radio"`."""
    said = cast(Tally.level, Text) if table is Tally else _quoted(AnswerTally.answer)
    return _quoted(table.question) + literal(": ") + said


def _quoted(column: InstrumentedAttribute[str]) -> ColumnElement[str]:
    return literal('"') + column + literal('"')
