"""Checking that the counts are the responses, counted again."""

from collections import Counter
from typing import Any

from sqlalchemy.orm import Session

from portal.ratings import result_store as store
from portal.ratings.batches import ALL_RESPONSES, half_cells
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
    counted = recount(session, authority_id)
    counted.update(half_cells({cell: n for cell, n in counted.items() if is_level(cell)}))
    kept = Counter[Any]()
    for table in (Tally, HalfTally, AnswerTally):
        kept.update(store.kept_cells(session, table, authority_id))
    return sum(counted[cell] != kept[cell] for cell in counted.keys() | kept.keys())


def is_level(cell: tuple[Any, ...]) -> bool:
    """Tell a cell of levels from one of answers, which are words."""
    return isinstance(cell[6], int)


def check_counts(session: Session) -> dict[int, int]:
    """Return the authorities whose counts are wrong, with the number of wrong cells."""
    checked = {
        authority: wrong_cells(session, authority) for authority in store.authorities(session)
    }
    return {authority: wrong for authority, wrong in checked.items() if wrong}
