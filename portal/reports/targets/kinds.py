"""What a target can be about, and how the figure it speaks of is made."""

from enum import StrEnum

from surveys.scoring import DEFAULT_METHOD


class TargetObject(StrEnum):
    """What people are to be satisfied with, as plans name it."""

    COMMUNE_SERVICE = "commune_service"
    PROCEDURES = "procedures"
    ONLINE = "online"
    FEEDBACK = "feedback"
    HEALTH = "health"
    EDUCATION = "education"
    OTHER = "other"


class TargetMethod(StrEnum):
    """Who measures and how; two figures are comparable only under the same of these.

    The first two are ours: the same share of the same question, of whoever came and of a drawn
    sample. The others are measured by others, or the plan does not say how.
    """

    WALK_UP = f"walk-up:{DEFAULT_METHOD}"
    SAMPLE = f"sample:{DEFAULT_METHOD}"
    SIPAS = "sipas"
    HEALTH_MINISTRY = "health-ministry"
    RECORDS = "records-766"
    UNNAMED = "unnamed"
