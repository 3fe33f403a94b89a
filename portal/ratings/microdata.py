"""Single ratings for everyone to count again: by commune and month, and nothing that joins them.

Three lists lie side by side and share no key. `ratings` are what people marked and ticked, one row
a person, without unit, counter, day, channel, flag or words. `profile` is one answer about a
person a row, `comments` one text a row. Each is shuffled anew whenever it is read, so that the
same line is not the same person, neither in two lists nor in two files.

What may be there is decided as for figures (see `showing`): a month is left out when any of its
half months has fewer ratings than the smallest group, and a question is left out of a month when
in any of its half months fewer answered it. Months are always the commune's own (from the 1st or
from the 15th), whatever period is exported: two cuts of the same rows would overlap, and a row
that is in both is known by half a month. Where two questionnaires were asked in one half month,
the rows of either are left out unless each had enough ratings at each counter it was asked at.
Answers about harassment, extra payment and pressure are in no row: they are verified in confidence.

Whoever writes these to a file shows `smallest_group` and `left_out` with them, and lets a person
read `comments` first: people write names, though they are asked not to.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple, TypeVar

from sqlalchemy.orm import Session

from portal.fieldwork.models import Questionnaire
from portal.fieldwork.questionnaires import read_instrument
from portal.ratings import microdata_store as store
from portal.ratings.contents import half_month_of
from portal.ratings.microdata_store import Answers, Apart, Rated
from surveys.disclosure import shown

Shuffle = Callable[[list[Any]], None]
shuffled_by_the_system: Shuffle = random.SystemRandom().shuffle


class MonthRating(NamedTuple):
    """One person's answers; `month` is its first day, `questionnaire` its code and version."""

    month: date
    questionnaire: str
    answers: Answers


class MonthAnswer(NamedTuple):
    """One answer about a person, or one text, with the question it stood below."""

    month: date
    question: str
    text: str


Row = TypeVar("Row", MonthRating, MonthAnswer)


@dataclass(frozen=True)
class Microdata:
    """Three unjoined lists of a period; `left_out` are the first days of months not shown."""

    ratings: tuple[MonthRating, ...]
    profile: tuple[MonthAnswer, ...]
    comments: tuple[MonthAnswer, ...]
    months: tuple[date, ...]
    left_out: tuple[date, ...]
    smallest_group: int


def microdata(
    session: Session,
    authority_id: int,
    from_on: date,
    to_on: date,
    *,
    is_final: bool,
    shuffle: Shuffle = shuffled_by_the_system,
) -> Microdata:
    """Read the months that lie whole within a period, in six queries.

    Walk-up ratings only. Nothing is shown of a period that is not final, nor of a month of which a
    rating still waits sealed. Raises `NotFoundError` if there is no such authority.
    """
    commune = store.commune(session, authority_id)
    months = months_within(from_on, to_on, commune.months_start_on) if is_final else ()
    wanted, k = (session, authority_id, from_on, to_on), commune.smallest_group
    waiting = {_month_of(day, months) for day in store.waiting_days(*wanted)}
    rated = _without_signals(store.rated(*wanted), store.questionnaires(*wanted)) if months else []
    kept = publishable(rated, months, k)
    told = tuple(month for month in months if month in kept and month not in waiting)
    return Microdata(
        ratings=_mixed([row for month in told for row in kept[month]], shuffle),
        profile=_mixed(_answers(store.profile(*wanted), told, months, k), shuffle),
        comments=_mixed(list(_texts(store.comments(*wanted), told, months)), shuffle),
        months=told,
        left_out=tuple(month for month in months if month not in told),
        smallest_group=k,
    )


def _mixed(rows: list[Row], shuffle: Shuffle) -> tuple[Row, ...]:
    shuffle(rows)
    return tuple(sorted(rows, key=lambda row: row.month))


def _without_signals(
    rated: Iterable[Rated], questionnaires: Iterable[Questionnaire]
) -> list[Rated]:
    confidential = {
        (f"{row.code}/{row.version}", question.code)
        for row in questionnaires
        for question in read_instrument(row).questions
        if question.signal is not None
    }
    return [
        row._replace(
            answers={
                question: tokens
                for question, tokens in row.answers.items()
                if (row.questionnaire, question) not in confidential
            }
        )
        for row in rated
    ]


def months_within(from_on: date, to_on: date, starts_on: int) -> tuple[date, ...]:
    """Return the first days of the commune's own months that lie whole between two days."""
    first = from_on.replace(day=starts_on)
    month = first if first >= from_on else _next(first)
    found = []
    while _next(month) - timedelta(days=1) <= to_on:
        found.append(month)
        month = _next(month)
    return tuple(found)


def publishable(
    rated: Iterable[Rated], months: Sequence[date], smallest_group: int
) -> dict[date, list[MonthRating]]:
    """Return the rows of each month that may be shown, with the questions that may be."""
    of_month: dict[date, list[Rated]] = {}
    for row in rated:
        month = _month_of(row.given_on, months)
        if month is not None:
            of_month.setdefault(month, []).append(row)
    return {
        month: [
            MonthRating(month, row.questionnaire, _only(row.answers, visible[row.questionnaire]))
            for row in rows
        ]
        for month, rows in of_month.items()
        if (visible := _visible(rows, smallest_group)) is not None
    }


def _visible(rows: Sequence[Rated], smallest_group: int) -> dict[str, set[str]] | None:
    """Return the questions of each questionnaire that may be shown; None hides the whole month."""
    halves: dict[date, list[Rated]] = {}
    for row in rows:
        halves.setdefault(half_month_of(row.given_on), []).append(row)
    if not all(_may_show(half, smallest_group) for half in halves.values()):
        return None
    visible: dict[str, set[str]] = {}
    for row in rows:
        visible.setdefault(row.questionnaire, set()).update(row.answers)
    for half in halves.values():
        for (questionnaire, question), n in _answered(half).items():
            if not shown(n, smallest_group):
                visible[questionnaire].discard(question)
    return visible


def _may_show(half: Sequence[Rated], smallest_group: int) -> bool:
    sizes: dict[tuple[str, int], int] = {}
    for row in half:
        place = (row.questionnaire, row.service_point_id)
        sizes[place] = sizes.get(place, 0) + 1
    if len({questionnaire for questionnaire, _ in sizes}) > 1:
        return all(shown(n, smallest_group) for n in sizes.values())
    return shown(len(half), smallest_group)


def _answered(half: Iterable[Rated]) -> dict[tuple[str, str], int]:
    """Count who answered each question; "does not concern me" counts as nobody."""
    found: dict[tuple[str, str], int] = {}
    for row in half:
        for question, tokens in row.answers.items():
            place = (row.questionnaire, question)
            found[place] = found.get(place, 0) + (list(tokens) != ["0"])
    return found


def _only(answers: Answers, visible: set[str]) -> Answers:
    return {question: answers[question] for question in sorted(answers.keys() & visible)}


def _answers(
    rows: Iterable[Apart], shown_months: Sequence[date], months: Sequence[date], k: int
) -> list[MonthAnswer]:
    """Return answers about people, of the questions that enough answered in each half month."""
    listed = list(rows)
    sizes: dict[tuple[date, str], int] = {}
    for row in listed:
        sizes[row.half_month_on, row.question] = sizes.get((row.half_month_on, row.question), 0) + 1
    few = {
        (_month_of(half, months), question)
        for (half, question), n in sizes.items()
        if not shown(n, k)
    }
    return [row for row in _texts(listed, shown_months, months) if row[:2] not in few]


def _texts(
    rows: Iterable[Apart], shown_months: Sequence[date], months: Sequence[date]
) -> Iterator[MonthAnswer]:
    for row in rows:
        month = _month_of(row.half_month_on, months)
        if month is not None and month in shown_months:
            yield MonthAnswer(month, row.question, row.text)


def _month_of(day: date, months: Sequence[date]) -> date | None:
    return next((month for month in months if month <= day < _next(month)), None)


def _next(month: date) -> date:
    return month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)
