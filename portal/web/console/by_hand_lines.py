"""Figures that were entered by hand, as lines beside those the portal counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.reports.byhand.entering import started_on
from portal.reports.byhand.figures import FIGURES
from portal.reports.byhand.reading import in_force
from portal.reports.choosing import ShownPeriod
from portal.web.i18n import lang
from portal.words.translate import say


@dataclass(frozen=True)
class HandLine:
    """A checked figure by hand with where it was taken from."""

    name: str
    value: int
    source: str


@dataclass(frozen=True)
class ByHandLines:
    """The lines of a period; `is_before`: the portal had not begun, so it counted nothing."""

    lines: Sequence[HandLine]
    is_before: bool


def by_hand_lines(session: Session, authority_id: int, period: ShownPeriod) -> ByHandLines:
    began = started_on(session, authority_id)
    found = in_force(session, authority_id, {period.key: period.to_on}, began)[period.key]
    lines = [
        HandLine(say(lang(), FIGURES[code].name), one.value, one.source(lang()))
        for code, one in found.figures.items()
    ]
    return ByHandLines(lines, found.is_all)
