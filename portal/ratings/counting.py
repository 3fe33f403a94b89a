"""Checking that the counts are the responses, counted again."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import zip_longest
from typing import Any

from sqlalchemy.orm import Session

from portal.ratings import recount_store as store
from portal.ratings.batches import ALL_RESPONSES
from portal.ratings.contents import half_month_of
from portal.ratings.models import AnswerTally, Tally
from portal.ratings.result_store import authorities
from surveys.kind import ANSWERED

PLACES = 5
Place = tuple[Any, ...]
"""Survey, service point, day (or first day of the half month), channel and flag of responses."""

Cells = Mapping[str, int]
"""How many responses of a place say what: `"manner": 4`, in JSON as the responses have it."""

Placed = tuple[Place, Cells]
LEVEL = re.compile(r'"[^"\\]*": -?\d+')


def check_counts(session: Session) -> dict[int, int]:
    """Return the authorities whose counts are wrong, with the number of wrong cells."""
    checked = {authority: wrong_cells(session, authority) for authority in authorities(session)}
    return {authority: wrong for authority, wrong in checked.items() if wrong}


def wrong_cells(session: Session, authority_id: int) -> int:
    """Return how many cells of the tallies differ from the responses; 0 is right.

    The session must be of a snapshot where others may fold meanwhile.
    """
    halves: dict[Place, Counter[str]] = {}
    levels = _added_to(halves, _levels(session, authority_id))
    answers = _answers(session, authority_id)
    by_days = _differences(levels, _kept(session, Tally, authority_id))
    by_days += _differences(answers, _kept(session, AnswerTally, authority_id))
    return by_days + _differences(halves.items(), _kept_halves(session, authority_id))


def _levels(session: Session, authority_id: int) -> Iterator[Placed]:
    for row in store.levels_said(session, authority_id):
        yield tuple(row[:PLACES]), levels_in(*row[PLACES:])


def _answers(session: Session, authority_id: int) -> Iterator[Placed]:
    for row in store.answers_said(session, authority_id):
        yield tuple(row[:PLACES]), answers_in(row[-1])


def _kept(session: Session, table: store.ByDays, authority_id: int) -> Iterator[Placed]:
    for row in store.kept(session, table, authority_id):
        yield tuple(row[:PLACES]), json.loads(row[-1])


def _kept_halves(session: Session, authority_id: int) -> Iterable[Placed]:
    places: dict[Place, dict[str, int]] = {}
    for row in store.kept_halves(session, authority_id):
        question, *counts = row[PLACES:]
        given = {_member(question, level): n for level, n in enumerate(counts) if n}
        places.setdefault(tuple(row[:PLACES]), {}).update(given)
    return places.items()


def levels_in(n: int, texts: str) -> Cells:
    """Count the levels in the JSON of `n` responses, comma between, and the responses.

    Cutting the text at its commas takes a third of the time of reading it; text that does not
    fall into plain levels is read.
    """
    cells = dict(Counter(texts[1:-1].replace("}, {", ", ").split(", ")))
    cells.pop("", None)  # nothing was given a level
    if not all(map(_is_level, cells)):
        said = (pair for one in json.loads(f"[{texts}]") for pair in one.items())
        cells = dict(Counter(_member(question, level) for question, level in said))
    cells[_member(ALL_RESPONSES, 0)] = n
    return cells


@lru_cache(maxsize=10_000)
def _is_level(text: str) -> bool:
    return LEVEL.fullmatch(text) is not None


def answers_in(texts: str) -> Cells:
    """Count answers in JSON with a comma between, and who answered each question at all."""
    return Counter(
        _member(question, token)
        for one in json.loads(f"[{texts}]")
        for question, tokens in one.items()
        for token in (ANSWERED, *tokens)
    )


def _member(question: str, what: str | int) -> str:
    return f'"{question}": {json.dumps(what, ensure_ascii=False)}'


def _added_to(halves: dict[Place, Counter[str]], days: Iterable[Placed]) -> Iterator[Placed]:
    """Hand days on, adding each to its half month."""
    for place, cells in days:
        survey, point, day, *rest = place
        halves.setdefault((survey, point, half_month_of(day), *rest), Counter()).update(cells)
        yield place, cells


def _differences(said: Iterable[Placed], kept: Iterable[Placed]) -> int:
    """Count the cells that differ. Both go through places in one order, so few wait for a pair."""
    wrong, waiting = 0, dict[Place, Cells]()
    for pair in zip_longest(said, kept):
        for place, cells in filter(None, pair):
            other = waiting.pop(place, None)
            if other is None:
                waiting[place] = cells
            elif other != cells:
                wrong += _differing(other, cells)
    return wrong + sum(_differing(cells, {}) for cells in waiting.values())


def _differing(one: Cells, other: Cells) -> int:
    return sum(one.get(cell, 0) != other.get(cell, 0) for cell in one.keys() | other.keys())
