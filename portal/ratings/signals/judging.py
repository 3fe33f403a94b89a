"""Judging the days of half a month once it is over, each against the past of its place."""

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from portal.clock import local_day
from portal.db import Database
from portal.fieldwork.questionnaires import read_instrument
from portal.ratings.batches import ALL_RESPONSES
from portal.ratings.contents import half_month_of
from portal.ratings.signals import store
from portal.ratings.signals.models import RoundKind
from surveys.concern import Concern
from surveys.kind import ANSWERED
from surveys.signals import AT_INTAKE, TOP, Day, Signal, is_pressed, judged_day, limits

Found = dict[tuple[int, Signal], int]
"""Place and signal → on how many days it was seen; 0 where it is of the whole half month."""
ONE_DAY = timedelta(days=1)


def judge_ended(database: Database, *, now: datetime) -> int:
    """Judge the half month that ended last, of every authority, once; return the signals found."""
    end = half_month_of(local_day(now)) - ONE_DAY
    found = 0
    with database.reading() as session:
        due = [
            one
            for one in store.authorities(session)
            if not store.is_begun(session, one[0], RoundKind.HALF_MONTH, half_month_of(end))
        ]
    for authority_id, smallest_group in due:
        with database.writing() as session:
            found += _judge(session, authority_id, smallest_group, end)
    return found


def _judge(session: Session, authority_id: int, smallest_group: int, end: date) -> int:
    begin = half_month_of(end)
    if not store.begin_round(session, authority_id, RoundKind.HALF_MONTH, begin):
        return 0
    found: Found = {
        **_leaping(session, authority_id, smallest_group, (begin, end)),
        **_pressed(session, authority_id, smallest_group, (begin, end)),
    }
    rows = [
        {
            "service_point_id": point,
            "half_month_on": begin,
            "signal": signal.value,
            "authority_id": authority_id,
            "days": days,
        }
        for (point, signal), days in sorted(found.items())
    ]
    store.add_signals(session, rows)
    return len(rows)


def _leaping(
    session: Session, authority_id: int, smallest_group: int, days: tuple[date, date]
) -> Found:
    """Return what stands out of single days, and flags that enough ratings of a place carry."""
    first = days[0] - timedelta(days=limits()["usual"]["days"])
    rows = store.daily_counts(session, authority_id, first, days[1])
    found: Counter[tuple[int, Signal]] = Counter()
    unflagged = _days([row for row in rows if not row.flag])
    for point, own in _days(rows).items():
        for on, day in own.items():
            if on >= days[0]:
                past = [one for before, one in unflagged.get(point, {}).items() if before < on]
                found.update((point, signal) for signal in judged_day(day, past, smallest_group))
    return {**_flagged(rows, smallest_group, days[0]), **found}


def _days(rows: list[store.Counted]) -> dict[int, dict[date, Day]]:
    sums: defaultdict[int, defaultdict[date, Counter[str]]] = defaultdict(
        lambda: defaultdict(Counter)
    )
    for row in rows:
        here = sums[row.service_point_id][row.given_on]
        if row.question == ALL_RESPONSES:
            here["n"] += row.n
        elif row.level:
            here["answered"] += row.n
            here["top"] += row.n if row.level == TOP else 0
    return {
        point: {on: Day(c["n"], c["answered"], c["top"]) for on, c in sorted(own.items())}
        for point, own in sums.items()
    }


def _flagged(rows: list[store.Counted], smallest_group: int, begin: date) -> Found:
    """Return the flags of half a month that at least the smallest group of ratings carries."""
    sums: Counter[tuple[int, Signal]] = Counter()
    for row in rows:
        if row.given_on >= begin and row.question == ALL_RESPONSES and row.flag in set(AT_INTAKE):
            sums[row.service_point_id, Signal(row.flag)] += row.n
    return {place: 0 for place, n in sums.items() if n >= smallest_group}


def _pressed(
    session: Session, authority_id: int, smallest_group: int, days: tuple[date, date]
) -> Found:
    """Return the places where people say that the one who served them stood beside them."""
    questions = {
        (row.id, question.code): question.alarming
        for row in store.questionnaires_asked(session, authority_id)
        for question in read_instrument(row).concerning(Concern.PRESSURE)
    }
    answered: Counter[int] = Counter()
    stood: Counter[int] = Counter()
    for row in store.answers_to(session, authority_id, questions, days):
        if row.answer == ANSWERED:
            answered[row.service_point_id] += row.n
        elif row.answer in questions[row.questionnaire_id, row.question]:
            stood[row.service_point_id] += row.n
    return {
        (point, Signal.STOOD_BESIDE): 0
        for point, n in answered.items()
        if n >= smallest_group and is_pressed(stood[point], n)
    }
