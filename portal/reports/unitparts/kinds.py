"""Where a unit's part of a report stands."""

from enum import StrEnum


class PartState(StrEnum):
    """Only the unit changes a draft or a returned part; only the coordinator judges a sent one."""

    DRAFT = "draft"
    SENT = "sent"
    RETURNED = "returned"
    ACCEPTED = "accepted"


WITH_UNIT = (PartState.DRAFT, PartState.RETURNED)
