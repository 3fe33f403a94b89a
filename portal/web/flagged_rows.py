"""Flagged ratings as rows of a page: the share of everyone, and of everyone else."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import LazyString, ngettext

from portal.ratings.figures import Apart
from portal.ratings.results import PeriodResults
from portal.ratings.shares import Share
from portal.web.console.signal_words import reason
from portal.web.result_rows import ShareView


@dataclass(frozen=True)
class FlaggedRow:
    """A group: how many are flagged, and both shares with the answers they are of."""

    name: str
    flagged: int
    everyone: str
    others: str


@dataclass(frozen=True)
class FlaggedView:
    """Why ratings are flagged, with numbers where they may be shown, and the groups."""

    reasons: Sequence[tuple[LazyString, int]]
    apart: Sequence[FlaggedRow]


def flagged_view(found: PeriodResults) -> FlaggedView:
    groups: dict[int | None, Share | None] = {None: found.total.overall}
    groups |= {unit.id: unit.overall for unit in found.units}
    return FlaggedView(
        reasons=[(reason(code), n) for code, n in found.reasons.items()],
        apart=[_row(one, groups.get(one.id)) for one in found.apart],
    )


def _row(one: Apart, everyone: Share | None) -> FlaggedRow:
    return FlaggedRow(one.name, one.flagged, _told(everyone), _told(one.overall))


def _told(share: Share | None) -> str:
    view = ShareView.of(share) if share else None
    if view is None:
        return "–"
    words = ngettext(
        "%(percent)d%% (of %(num)d person)",
        "%(percent)d%% (of %(num)d people)",
        view.n,
        percent=view.percent,
    )
    return str(words)
