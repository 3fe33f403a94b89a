"""What a survey can be, whom it is asked of, and how far its paper has come."""

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
