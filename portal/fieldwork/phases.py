"""Where a survey stands: one function of its paper, its window and a moment."""

from datetime import datetime
from enum import StrEnum

from portal.fieldwork.kinds import SurveyState


class SurveyPhase(StrEnum):
    """On paper only, then not begun, asking, or over."""

    DRAFT = "draft"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSED = "closed"


_ON_PAPER = {
    SurveyState.DRAFT: SurveyPhase.DRAFT,
    SurveyState.RETURNED: SurveyPhase.RETURNED,
    SurveyState.WITHDRAWN: SurveyPhase.WITHDRAWN,
}


def phase(
    state: SurveyState, opens_at: datetime, closes_at: datetime | None, now: datetime
) -> SurveyPhase:
    """Return the phase; once approved, open from `opens_at` up to but not at `closes_at`.

    A survey closed before it began is over, and never was open.
    """
    if state in _ON_PAPER:
        return _ON_PAPER[state]
    if closes_at is not None and closes_at <= now:
        return SurveyPhase.CLOSED
    return SurveyPhase.UPCOMING if now < opens_at else SurveyPhase.OPEN
