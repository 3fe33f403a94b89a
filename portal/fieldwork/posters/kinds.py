"""Words of the register of posters."""

from enum import StrEnum

# The notice on sending petitions belongs to no place; it stands in the register beside the posters.
NOTICE = "notice"


class PosterState(StrEnum):
    """Where a poster is on its way from the printer to the bin."""

    PRINTED = "printed"
    HANGING = "hanging"
    REVOKED = "revoked"


class RevokeReason(StrEnum):
    """Why a poster must no longer lead to its place."""

    LOST = "lost"
    TORN_DOWN = "torn_down"
    MOVED = "moved"
    MISPRINTED = "misprinted"
