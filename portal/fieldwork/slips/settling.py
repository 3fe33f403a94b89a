"""Marking claimed slips as spent, so that neither rows nor order tell when anyone used theirs.

The attack: whoever saw to whom a slip was given, and holds the database, would read the order in
which slips were claimed (PostgreSQL shows the transaction of every row, SQLite's log its order),
lay it beside the order of sent forms, and know who waits in which envelope. So the worker writes
whole stacks and all claims anew, shuffled, in one transaction that holds nothing else.
"""

from collections import defaultdict
from datetime import datetime

from sqlalchemy.orm import Session

from portal.clock import local_day
from portal.db import Database
from portal.fieldwork.slips import claims_store as store
from portal.fieldwork.slips.models import Slip, SlipClaim
from portal.ratings import traces
from portal.ratings.folding import Shuffle, shuffled_by_the_system


def settle(database: Database, *, shuffle: Shuffle = shuffled_by_the_system) -> int:
    """Mark what was claimed since the last round and return how many slips that was."""
    with database.reading() as session:
        found = store.stacks_to_settle(session)
    stacks: defaultdict[int, list[int]] = defaultdict(list)
    for authority_id, stack_id in found:
        stacks[authority_id].append(stack_id)
    marked = 0
    for authority_id, own in stacks.items():
        with database.writing() as session:
            marked += _settle(session, authority_id, own, shuffle)
    if marked:
        traces.wipe(database)
    return marked


def forget_claims(session: Session, *, now: datetime) -> int:
    """Forget by which forms slips were used, some days later; return how many.

    Called before `settle`, never after it in one round: a form that is being judged while its slip
    is marked must still find the claim.
    """
    return store.forget_claims(session, local_day(now))


def _settle(session: Session, authority_id: int, stacks: list[int], shuffle: Shuffle) -> int:
    store.one_at_a_time(session, authority_id)
    claims = store.lift_claims(session, authority_id)
    claimed = {row["slip_digest"] for row in claims}
    slips = store.lift_slips(session, stacks)
    marked = [row for row in slips if row["digest"] in claimed and not row["is_spent"]]
    for row in marked:
        row["is_spent"] = True
    for table, rows in ((SlipClaim, claims), (Slip, slips)):
        shuffle(rows)
        store.put_back(session, table, rows)
    return len(marked)
