"""Figures that were entered by hand, as lines beside those the portal counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.reports.byhand.entering import started_on
from portal.reports.byhand.figures import FIGURES
from portal.reports.byhand.reading import ByHand, in_force
from portal.reports.choosing import ShownPeriod
from portal.web.i18n import lang
from portal.words.translate import say


@dataclass(frozen=True)
class HandLine:
    """A checked figure by hand."""

    name: str
    value: int


@dataclass(frozen=True)
class HandSource:
    """A document with the figures that were taken from it."""

    source: str
    lines: Sequence[HandLine]


@dataclass(frozen=True)
class ByHandLines:
    """The figures of a period; `is_before`: the portal had not begun, so it counted nothing."""

    sources: Sequence[HandSource]
    is_before: bool


def by_hand_lines(session: Session, authority_id: int, period: ShownPeriod) -> ByHandLines:
    """Return all that was entered and checked, for the house."""
    return _lines(_in_force(session, authority_id, period))


def open_by_hand_lines(
    session: Session, authority_id: int, period: ShownPeriod, smallest_group: int
) -> ByHandLines:
    """Return what everybody may read of it."""
    return _lines(_in_force(session, authority_id, period).for_everybody(smallest_group))


def _in_force(session: Session, authority_id: int, period: ShownPeriod) -> ByHand:
    began = started_on(session, authority_id)
    return in_force(session, authority_id, {period.key: period.to_on}, began)[period.key]


def _lines(found: ByHand) -> ByHandLines:
    sources: dict[str, list[HandLine]] = {}
    for code, one in found.figures.items():
        line = HandLine(say(lang(), FIGURES[code].name), one.value)
        sources.setdefault(one.source(lang()), []).append(line)
    return ByHandLines([HandSource(*one) for one in sources.items()], found.is_all)
