"""What a remedial plan answers to, how far a measure has come, and what its history records."""

from enum import StrEnum


class Occasion(StrEnum):
    """What a plan answers to."""

    INDEX = "index"  # a published index, such as SIPAS or PAR Index
    INSPECTION = "inspection"
    DIALOGUE = "dialogue"
    PERIOD = "period"  # a reporting period of this portal was closed
    OTHER = "other"


class MeasureState(StrEnum):
    """How far a measure has come; effective is what another person found when looking again."""

    PLANNED = "planned"
    DOING = "doing"
    DONE = "done"
    EFFECTIVE = "effective"


UNDER_WAY = (MeasureState.PLANNED, MeasureState.DOING)


class StepKind(StrEnum):
    """What happened to a plan or to one of its measures."""

    PLANNED = "planned"
    PLAN_CHANGED = "plan_changed"
    FINDING_ADDED = "finding_added"
    FINDING_CHANGED = "finding_changed"
    FINDING_REMOVED = "finding_removed"
    FIGURE_LINKED = "figure_linked"
    FIGURE_UNLINKED = "figure_unlinked"
    CASE_LINKED = "case_linked"
    CASE_UNLINKED = "case_unlinked"
    ADDED = "added"
    NOTED = "noted"
    MOVED = "moved"
    HANDED_OVER = "handed_over"
    DONE = "done"
    EFFECTIVE = "effective"
    NOT_EFFECTIVE = "not_effective"


class Listing(StrEnum):
    """Which measures are listed."""

    OPEN = "open"
    MINE = "mine"
    LATE = "late"
    WEEK = "week"
    RECHECK = "recheck"
    ALL = "all"
