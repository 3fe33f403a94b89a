"""Answers about harassment or extra payment: released weekly to the chairperson, and concluded."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from portal.calendar.days import CalendarMissingError
from portal.calendar.rules import RuleCode, RuleMissingError
from portal.calendar.shipped import shipped_rules
from portal.calendar.store import load_calendar, rule
from portal.calendar.terms import due
from portal.clock import local_day
from portal.db import Database
from portal.errors import ChangedMeanwhileError, InvalidInputError, NotFoundError
from portal.fieldwork.questionnaires import read_instrument
from portal.offices.events import Actor, record
from portal.ratings.signals import store
from portal.ratings.signals.models import Matter, MatterState, RoundKind
from surveys.concern import Concern

LONGEST_CONCLUSION = 4000
SUBJECTS = (Concern.HARASSMENT, Concern.EXTRA_PAYMENT)
Counts = Mapping[tuple[int, str], int]
"""Unit and subject → how many answered so, ever."""


@dataclass(frozen=True)
class Release:
    """What the chairperson is told of a week: the unit, or None for too few of several."""

    subject: str
    unit_id: int | None
    n: int


def release_weekly(database: Database, *, now: datetime) -> int:
    """Release what was counted since last week's Monday, once a week; return the new matters.

    Weekly, so that the day of a release names no day of an answer. Nothing is counted before the
    ratings of a place have moved together (see `folding`).
    """
    today = local_day(now)
    monday = today - timedelta(days=today.weekday())
    with database.reading() as session:
        due_now = [
            one
            for one in store.authorities(session)
            if not store.is_begun(session, one[0], RoundKind.WEEK, monday)
        ]
    released = 0
    for authority_id, smallest_group in due_now:
        with database.writing() as session:
            if store.begin_round(session, authority_id, RoundKind.WEEK, monday):
                released += _release(session, authority_id, smallest_group, monday, now)
    return released


def releases(counted: Counts, seen: Counts, smallest_group: int) -> list[Release]:
    """Return what is new: by unit where enough answered so, and the rest of all units together."""
    found: list[Release] = []
    for subject in SUBJECTS:
        rest = 0
        for (unit_id, about), n in sorted(counted.items()):
            new = n - seen.get((unit_id, about), 0) if about == subject else 0
            if new >= smallest_group:
                found.append(Release(subject, unit_id, new))
            else:
                rest += max(new, 0)
        if rest:
            found.append(Release(subject, None, rest))
    return found


def conclude(session: Session, actor: Actor, matter_id: int, words: str, *, now: datetime) -> None:
    """Write down what the chairperson found; once, and never without words.

    Raises `InvalidInputError` (conclusion), `NotFoundError`, and `ChangedMeanwhileError` if it
    was concluded meanwhile.
    """
    if not 0 < len(words.strip()) <= LONGEST_CONCLUSION:
        raise InvalidInputError(conclusion="length")
    if store.matter_of(session, actor.authority_id, matter_id) is None:
        raise NotFoundError(matter=matter_id)
    if not store.conclude(
        session, actor.authority_id, matter_id, actor.staff_id, words.strip(), now
    ):
        raise ChangedMeanwhileError(matter=matter_id)
    record(session, actor, "matter_concluded", now, matter=matter_id)


def _release(
    session: Session, authority_id: int, smallest_group: int, monday: date, now: datetime
) -> int:
    counted = _counted(session, authority_id)
    new = releases(counted, store.seen_matters(session, authority_id), smallest_group)
    if not new:
        return 0
    due_on = _due(session, authority_id, monday)
    matters = [
        Matter(
            authority_id=authority_id,
            subject=one.subject,
            unit_id=one.unit_id,
            n=one.n,
            released_on=monday,
            due_on=due_on,
            state=MatterState.OPEN,
        )
        for one in new
    ]
    store.add_matters(session, matters)
    store.see_matters(session, authority_id, counted)
    record(session, Actor(authority_id), "matters_released", now, matters=[m.id for m in matters])
    return len(matters)


def _counted(session: Session, authority_id: int) -> Counts:
    """Count such answers of walk-up ratings and samples alike, by unit and subject."""
    asked = {
        (row.id, question.code): (subject, question.alarming)
        for row in store.questionnaires_asked(session, authority_id)
        for subject in SUBJECTS
        for question in read_instrument(row).concerning(subject)
    }
    found: Counter[tuple[int, str]] = Counter()
    for row in store.answers_to(session, authority_id, asked):
        subject, alarming = asked[row.questionnaire_id, row.question]
        if row.answer in alarming:
            found[row.unit_id, subject.value] += row.n
    return found


def _due(session: Session, authority_id: int, monday: date) -> date | None:
    """Return the day to conclude by; None while the calendar of that year is not loaded.

    A commune founded before there was such a rule counts by the one that is shipped.
    """
    try:
        applied = rule(session, authority_id, RuleCode.VERIFY_MATTER, monday)
    except RuleMissingError:
        applied = next(one for one in shipped_rules() if one.code == RuleCode.VERIFY_MATTER)
    try:
        return due(load_calendar(session, authority_id), monday, applied.term).due_on
    except CalendarMissingError:
        return None
