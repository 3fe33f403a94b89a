"""A target held against a figure: only one made by the same method, and only as sure as it is."""

from dataclasses import dataclass
from enum import StrEnum

from portal.ratings.shares import Share
from portal.reports.targets.kinds import TargetMethod
from portal.reports.targets.models import Target


class Standing(StrEnum):
    """Where a figure stands to a target."""

    REACHED = "reached"
    MISSED = "missed"
    UNDECIDED = "undecided"
    NO_FIGURE = "no_figure"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True)
class Judged:
    """A target with its standing; NOT_COMPARABLE where the figure is made another way."""

    target: Target
    standing: Standing


def judge(target: Target, share: Share | None, method: TargetMethod) -> Judged:
    """Hold a figure made by `method` against a target.

    Reached if even the lower end of the 95-percent interval is there, missed if even the upper
    end is not, else chance alone leaves it open.
    """
    if target.method != method:
        return Judged(target, Standing.NOT_COMPARABLE)
    if share is None or share.interval is None:
        return Judged(target, Standing.NO_FIGURE)
    wanted = target.percent / 100
    if share.interval.low >= wanted:
        return Judged(target, Standing.REACHED)
    missed = share.interval.high < wanted
    return Judged(target, Standing.MISSED if missed else Standing.UNDECIDED)
