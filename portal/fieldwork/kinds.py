"""What a survey can be, whom it is asked of, how far its paper is; where counts come from."""

from enum import StrEnum


class SurveyKind(StrEnum):
    """Walk-up surveys are asked of whoever scans a code; sample surveys of people drawn by plan.

    Their figures never meet: a sample is compared with a target, walk-up ratings are not. What was
    gathered elsewhere and taken over is of neither: it was asked before, by other rules.
    """

    WALK_UP = "walk_up"
    SAMPLE = "sample"
    IMPORTED = "imported"


DRAFTED_KINDS = (SurveyKind.WALK_UP, SurveyKind.SAMPLE)
"""What a survey on paper can be; an imported one comes with its file."""


class Scope(StrEnum):
    """Where a survey is asked, from the widest to the narrowest."""

    AUTHORITY = "authority"
    UNIT = "unit"
    POINTS = "points"


class SurveyState(StrEnum):
    """How far the paper of a survey has come; asking itself follows from its window."""

    DRAFT = "draft"
    RETURNED = "returned"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


class ServedSource(StrEnum):
    """Where a number of people served comes from: typed or from a file, or one slip for each."""

    ENTERED = "entered"
    SLIPS = "slips"
