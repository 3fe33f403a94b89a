"""Ratings as rows of a page: a share with its range in people of a hundred, or why none."""

from dataclasses import dataclass
from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.ratings.figures import GroupResults
from portal.ratings.shares import Share
from surveys.scale import LEVELS
from surveys.scoring import LevelCounts, half_up


class Shown(StrEnum):
    """What a row can show."""

    SHARE = "share"
    HIDDEN = "hidden"
    EMPTY = "empty"


@dataclass(frozen=True)
class ShareView:
    """A share of people: whole percent, range per hundred, and 0–1 values for the bar."""

    percent: int
    low: int
    high: int
    satisfied: int
    n: int
    share: float
    bar_low: float
    bar_high: float

    @classmethod
    def of(cls, share: Share) -> "ShareView | None":
        if share.interval is None:
            return None
        low, high = share.interval.per_hundred
        return cls(
            percent=int(half_up(share.share * 100, 0)),
            low=low,
            high=high,
            satisfied=share.satisfied,
            n=share.n,
            share=float(share.share),
            bar_low=share.interval.low,
            bar_high=share.interval.high,
        )

    @property
    def sentence(self) -> str:
        """Say the share as people do: so many of a hundred."""
        return str(
            _(
                "out of 100 people, about %(low)d–%(high)d are satisfied",
                low=self.low,
                high=self.high,
            )
        )


@dataclass(frozen=True)
class RatingRow:
    """A group, or a question, with what may be shown of it."""

    name: str
    shown: Shown
    responses: int
    view: ShareView | None
    levels: list[int]
    not_applicable: int = 0

    @property
    def votes(self) -> str:
        return str(ngettext("%(num)d rating", "%(num)d ratings", self.responses))


def group_row(name: str, group: GroupResults | None, question: str = "overall") -> RatingRow:
    """Return a group's row by the overall question."""
    if group is None:
        return RatingRow(name, Shown.EMPTY, 0, None, [])
    counts = group.counts.get(question)
    hides_answers = bool(group.responses) and counts is None
    if group.is_hidden or hides_answers:
        return RatingRow(name, Shown.HIDDEN, group.responses or 0, None, [])
    return _row(name, group.responses or 0, group.overall, counts or {})


def question_row(name: str, group: GroupResults, code: str) -> RatingRow:
    """Return the row of one question of a group; `responses` are then the people who answered."""
    share, counts = group.question(code), group.counts.get(code)
    if counts is None:
        empty = group.responses == 0
        return RatingRow(name, Shown.EMPTY if empty else Shown.HIDDEN, 0, None, [])
    return _row(name, share.n if share else 0, share, counts)


def _row(name: str, responses: int, share: Share | None, counts: LevelCounts) -> RatingRow:
    view = ShareView.of(share) if share else None
    levels = [counts.get(level, 0) for level in LEVELS]
    shown = Shown.SHARE if view else Shown.EMPTY
    return RatingRow(name, shown, responses, view, levels, counts.get(0, 0))
