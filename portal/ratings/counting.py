"""Checking that the counts are the responses, counted again."""

from collections import Counter
from typing import Any

from sqlalchemy.orm import Session

from portal.ratings import result_store as store
from portal.ratings.batches import answer_cells, tally_cells
from portal.ratings.models import AnswerTally, Tally


def recount(session: Session, authority_id: int) -> Counter[Any]:
    """Return the cells of both tallies as the responses of an authority make them."""
    responses = list(store.responses_of(session, authority_id))
    return Counter(tally_cells(responses)) + Counter[Any](answer_cells(responses))


def wrong_cells(session: Session, authority_id: int) -> int:
    """Return how many cells of the tallies differ from the responses; 0 is right."""
    counted = recount(session, authority_id)
    kept = Counter[Any]()
    for table in (Tally, AnswerTally):
        kept.update(store.kept_cells(session, table, authority_id))
    return sum(counted[cell] != kept[cell] for cell in counted.keys() | kept.keys())


def check_counts(session: Session) -> dict[int, int]:
    """Return the authorities whose counts are wrong, with the number of wrong cells."""
    checked = {
        authority: wrong_cells(session, authority) for authority in store.authorities(session)
    }
    return {authority: wrong for authority, wrong in checked.items() if wrong}
