"""Checking that the counts are the responses, counted again."""

from collections import Counter

from sqlalchemy.orm import Session

from portal.ratings import result_store as store
from portal.ratings.batches import Cell, tally_cells


def recount(session: Session, authority_id: int) -> Counter[Cell]:
    """Return the cells of `tally` as the responses of an authority make them."""
    return tally_cells(store.responses_of(session, authority_id))


def wrong_cells(session: Session, authority_id: int) -> int:
    """Return how many cells of `tally` differ from the responses; 0 is right."""
    counted, kept = recount(session, authority_id), store.kept_cells(session, authority_id)
    return sum(counted[cell] != kept[cell] for cell in counted.keys() | kept.keys())


def check_counts(session: Session) -> dict[int, int]:
    """Return the authorities whose counts are wrong, with the number of wrong cells."""
    checked = {
        authority: wrong_cells(session, authority) for authority in store.authorities(session)
    }
    return {authority: wrong for authority, wrong in checked.items() if wrong}
