"""Moving sealed ratings into responses and counts, shuffled and in batches nobody stands out of."""

import logging
import random
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from portal.db import Database
from portal.keys import Keys
from portal.ratings import store, traces
from portal.ratings.batches import (
    Row,
    answer_cells,
    comment_rows,
    deal_days,
    half_cells,
    hide_rare,
    large_enough,
    profile_rows,
    response_rows,
    tally_cells,
    visit_rows,
)
from portal.ratings.envelopes import OpenedEnvelope, SealedEnvelope, open_all
from portal.ratings.models import AnswerTally, Comment, HalfTally, Profile, Response, Tally, Visit
from portal.ratings.result_store import name_and_smallest_group

log = logging.getLogger(__name__)

Shuffle = Callable[[list[Any]], None]
shuffled_by_the_system: Shuffle = random.SystemRandom().shuffle


class _TakenByAnotherError(Exception):
    """Another worker moved some of these envelopes first; nothing of ours was written."""


def fold(database: Database, keys: Keys, *, shuffle: Shuffle = shuffled_by_the_system) -> int:
    """Move every group of ratings that is large enough and return how many moved.

    Any number of workers may do this at once; a damaged envelope stays behind and is counted by
    `portal doctor`.
    """
    with database.reading() as session:
        authorities = store.authorities_with_envelopes(session)
    moved = 0
    for authority_id, smallest_group in authorities:
        with database.reading() as session:
            waiting = store.envelopes_where_enough(session, authority_id, smallest_group)
        opened = _opened(keys, waiting, authority_id)
        moved += _move(database, authority_id, large_enough(opened, smallest_group), shuffle)
    if moved:
        traces.wipe(database)
    return moved


def fold_rest(
    database: Database,
    keys: Keys,
    authority_id: int,
    through: date,
    *,
    shuffle: Shuffle = shuffled_by_the_system,
) -> int:
    """Move all that still waits up to a day, together, and return how many moved.

    To be called when a period is closed and its figures are taken, never in between: afterwards
    the figures of small places have changed by as few as rated there.
    """
    with database.reading() as session:
        waiting = store.envelopes_through(session, authority_id, through)
        _name, smallest_group = name_and_smallest_group(session, authority_id)
    opened = hide_rare(_opened(keys, waiting, authority_id), smallest_group)
    moved = _move(database, authority_id, opened, shuffle)
    if moved:
        traces.wipe(database)
    return moved


def damaged_envelopes(database: Database, keys: Keys) -> int:
    """Return how many waiting ratings cannot be opened."""
    with database.reading() as session:
        return open_all(keys, store.every_envelope(session)).damaged


def _opened(
    keys: Keys, waiting: Sequence[SealedEnvelope], authority_id: int
) -> list[OpenedEnvelope]:
    opened = open_all(keys, waiting)
    if opened.damaged:
        log.error(
            "envelopes cannot be opened",
            extra={"authority": authority_id, "count": opened.damaged},
        )
    return opened.envelopes


def _move(
    database: Database, authority_id: int, moving: list[OpenedEnvelope], shuffle: Shuffle
) -> int:
    if not moving:
        return 0
    try:
        _move_all(database, authority_id, moving, shuffle)
    except _TakenByAnotherError:
        return 0
    return len(moving)


def _move_all(
    database: Database, authority_id: int, moving: list[OpenedEnvelope], shuffle: Shuffle
) -> None:
    """Move envelopes in one transaction, every table in an order of its own."""
    moving = deal_days(moving, shuffle)
    responses = response_rows(moving)
    shuffle(responses)
    cells = tally_cells(responses)
    ids = [one.envelope.id for one in moving]
    shuffle(ids)
    with database.writing() as session:
        store.one_at_a_time(session, authority_id)
        if store.take_envelopes(session, ids) != len(ids):
            raise _TakenByAnotherError
        unit_of = store.units_of_points(session, authority_id)
        store.write(session, Response, responses)
        store.count_up(session, Tally, cells)
        store.count_up(session, HalfTally, half_cells(cells))
        store.count_up(session, AnswerTally, answer_cells(responses))
        _mix_in(session, Visit, authority_id, visit_rows(moving, unit_of), shuffle)
        _mix_in(session, Profile, authority_id, profile_rows(moving, unit_of), shuffle)
        _mix_in(session, Comment, authority_id, comment_rows(moving, unit_of), shuffle)


def _mix_in(
    session: Session,
    table: store.Detached,
    authority_id: int,
    new: list[Row],
    shuffle: Shuffle,
) -> None:
    rows = new + store.lift(session, table, authority_id, {row["half_month_on"] for row in new})
    shuffle(rows)
    store.write(session, table, rows)
