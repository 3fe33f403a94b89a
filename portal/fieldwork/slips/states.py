"""Where a slip stands: one function of its stack, its mark and a day."""

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from portal.fieldwork.places import Place


class SlipState(StrEnum):
    """Open for one rating, or why it no longer is."""

    OPEN = "open"
    SPENT = "spent"
    REVOKED = "revoked"
    EXPIRED = "expired"


class FoundSlip(NamedTuple):
    """A slip somebody holds: its digest, the place and survey it opens, and how it stands."""

    digest: bytes
    place: Place
    state: SlipState
    valid_through: date


def slip_state(
    revoked_at: datetime | None, valid_through: date, *, is_spent: bool, today: date
) -> SlipState:
    """Return the state; that it was used is said first, for then nothing else matters."""
    if is_spent:
        return SlipState.SPENT
    if revoked_at is not None:
        return SlipState.REVOKED
    return SlipState.EXPIRED if valid_through < today else SlipState.OPEN
