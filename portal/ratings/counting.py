"""Checking that the counts are the responses, counted again."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from sqlalchemy.orm import Session

from portal.ratings import result_store as store
from portal.ratings.batches import ALL_RESPONSES
from portal.ratings.contents import half_month_of
from portal.ratings.models import AnswerTally, HalfTally, Tally
from surveys.kind import ANSWERED

PLACES = 5
Place = tuple[Any, ...]
"""Survey, service point, day, channel and flag of responses."""


def recount(session: Session, authority_id: int) -> Counter[Any]:
    """Return the cells of levels and answers as the responses of an authority make them."""
    cells = Counter[Any]()
    for place, told in _by_place(session, authority_id).items():
        cells.update({(*place, *what, authority_id): n for what, n in told.items()})
    return cells


def _by_place(session: Session, authority_id: int) -> dict[Place, Counter[Any]]:
    """Count question and level, or question and answer, at each place: one pass, no lists."""
    found: dict[Place, Counter[Any]] = {}
    for row in store.responses_of(session, authority_id):
        levels, answers = row[PLACES:]
        told = found.setdefault(tuple(row[:PLACES]), Counter())
        told[ALL_RESPONSES, 0] += 1
        told.update(levels.items())
        for question, tokens in answers.items():
            told.update((question, token) for token in (ANSWERED, *tokens))
    return found


def wrong_cells(session: Session, authority_id: int) -> int:
    """Return how many cells of the tallies differ from the responses; 0 is right."""
    told = _by_place(session, authority_id)
    halves = _by_half(told)
    days = (store.kept_cells(session, table, authority_id) for table in (Tally, AnswerTally))
    return _wrong(told, chain(*days)) + _wrong(
        halves, store.kept_cells(session, HalfTally, authority_id)
    )


def _by_half(told: dict[Place, Counter[Any]]) -> dict[Place, Counter[Any]]:
    """Add up days to half months; only levels are kept by them."""
    found: dict[Place, Counter[Any]] = {}
    for (survey, point, day, channel, flag), counts in told.items():
        half = found.setdefault((survey, point, half_month_of(day), channel, flag), Counter())
        half.update({what: n for what, n in counts.items() if isinstance(what[1], int)})
    return found


def _wrong(told: dict[Place, Counter[Any]], kept: Iterable[Sequence[Any]]) -> int:
    """Take every kept cell out of what was told; count those that differ and those left over."""
    wrong = 0
    for *cell, question, what, n in kept:
        counts = told.get(tuple(cell))
        wrong += (counts.pop((question, what), 0) if counts else 0) != n
    return wrong + sum(map(len, told.values()))


def check_counts(session: Session) -> dict[int, int]:
    """Return the authorities whose counts are wrong, with the number of wrong cells."""
    checked = {
        authority: wrong_cells(session, authority) for authority in store.authorities(session)
    }
    return {authority: wrong for authority, wrong in checked.items() if wrong}
