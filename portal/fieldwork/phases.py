"""Where a survey stands: one function of its window and a moment."""

from datetime import datetime
from enum import StrEnum


class SurveyPhase(StrEnum):
    """Not begun, asking, or over."""

    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSED = "closed"


def phase(opens_at: datetime, closes_at: datetime | None, now: datetime) -> SurveyPhase:
    """Return the phase; open from `opens_at` up to but not at `closes_at`."""
    if now < opens_at:
        return SurveyPhase.UPCOMING
    if closes_at is None or now < closes_at:
        return SurveyPhase.OPEN
    return SurveyPhase.CLOSED
