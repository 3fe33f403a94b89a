"""Using a slip: found by its code, taken once, by a form that may be sent again.

A slip is taken first and alone; the rating follows in a transaction of its own. Should the process
die in between, nothing was acknowledged, and the same form sent again finds its own claim and is
stored. Any other form is told that the slip was used: so nobody rates twice.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from portal.clock import local_day
from portal.codes import check_slip_code
from portal.errors import NotFoundError
from portal.fieldwork.slips import claims_store as store
from portal.fieldwork.slips.errors import SlipRefusedError
from portal.fieldwork.slips.states import FoundSlip, slip_state
from portal.keys import Keys, Purpose

# As long as the digest of a sent form: a form lives for less than a day.
REMEMBERED_FOR = timedelta(days=3)


def digest_of(keys: Keys, code: str) -> bytes:
    """Return what is stored of a normalised code.

    A fast keyed hash will do for 44.6 bits: without the key, which is not in the database, no code
    can be tried against it, and on the page codes are tried under a throttle.
    """
    return keys.digest(Purpose.SLIP, b"code" + code.encode())


def slip_at(connection: Connection, keys: Keys, code: str, *, now: datetime) -> FoundSlip:
    """Return the slip of a code, whatever its state.

    Raises `CodeMistypedError` for a code that cannot be, `NotFoundError` for one that is not.
    """
    digest = digest_of(keys, check_slip_code(code))
    row = store.slip_by_digest(connection, digest, now)
    if row is None:
        raise NotFoundError
    today = local_day(now)
    state = slip_state(row.revoked_at, row.valid_through, is_spent=row.is_spent, today=today)
    return FoundSlip(digest, row.place, state, row.valid_through)


def spend(
    connection: Connection, keys: Keys, slip: FoundSlip, submission_id: bytes, *, now: datetime
) -> None:
    """Take a slip for one form, however often that form is sent, or raise `SlipRefusedError`.

    The claim covers the submission id: it finds neither the form's own digest nor its answers.
    """
    claim = keys.digest(Purpose.SLIP, b"claim" + slip.digest + submission_id)
    today = local_day(now)
    row = {
        "slip_digest": slip.digest,
        "claim": claim,
        "authority_id": slip.place.authority_id,
        "forget_on": today + REMEMBERED_FOR,
    }
    if store.add_claim(connection, row, now=now, today=today) == claim:
        return
    standing = store.slip_by_digest(connection, slip.digest, now)
    if standing is None:
        raise NotFoundError
    state = slip_state(
        standing.revoked_at, standing.valid_through, is_spent=standing.is_spent, today=today
    )
    raise SlipRefusedError(slip._replace(place=standing.place, state=state))
