"""What a survey can be, whom it is asked of, how far its paper is; where counts come from."""

from enum import StrEnum


class SurveyKind(StrEnum):
    """Walk-up surveys are asked of whoever scans a code; sample surveys of people drawn by plan.

    Their figures never meet: a sample is compared with a target, walk-up ratings are not.
    """

    WALK_UP = "walk_up"
    SAMPLE = "sample"


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
