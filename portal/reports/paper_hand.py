"""Figures by hand in the draft report: marked with a number, their source below the table."""

from collections.abc import Collection

from portal.reports.byhand.reading import ByHand, HandValue
from portal.reports.keeping import Kept
from portal.reports.paper_cells import NONE, number, percent
from portal.reports.report import Report
from portal.words.translate import N_, say

APART = N_(
    "“+”: entered by hand for the days before the portal; it stands beside what the portal counted "
    "and is in no sum of it."
)
NUMBERED = N_("[%(number)d] %(source)s; checked by %(name)s.")


def with_hand(code: str, text: str, kept: Kept | None, report: Report) -> str:
    """Return a cell with what was entered by hand for its period; `text` is what was counted."""
    if kept is None:
        return text
    own = report.by_hand.get(kept.overview.period.key, ByHand())
    written = _written(code, own, report)
    if own.is_all:
        return written or NONE
    return f"{text}\n+ {written}" if written else text


def source_lines(report: Report, codes: Collection[str]) -> list[str]:
    """Return the sources of the figures of these codes, each once, numbered as in the cells."""
    lang, numbers = report.order.lang, _numbers(report)
    used = {
        _source(value): value
        for own in report.by_hand.values()
        for code, value in own.figures.items()
        if code in codes
    }
    lines = [
        say(
            lang,
            NUMBERED,
            number=numbers[source],
            source=value.source(lang),
            name=value.checked_by,
        )
        for source, value in sorted(used.items(), key=lambda item: numbers[item[0]])
    ]
    return [*lines, say(lang, APART)] if lines else []


def _written(code: str, own: ByHand, report: Report) -> str:
    lang = report.order.lang
    if code == "satisfied_share":
        found, share = own.figures.get("satisfied"), own.satisfied_share
        if found is None or share is None:
            return ""
        return f"{percent(share, lang)} {_mark(found, report)}"
    found = own.figures.get(code)
    return "" if found is None else f"{number(found.value, lang)} {_mark(found, report)}"


def _mark(value: HandValue, report: Report) -> str:
    return f"[{_numbers(report)[_source(value)]}]"


def _numbers(report: Report) -> dict[tuple[str, str], int]:
    """Return the number of each source, those of this period first."""
    values = [value for own in report.by_hand.values() for value in own.figures.values()]
    sources = dict.fromkeys(_source(value) for value in values)
    return {source: number for number, source in enumerate(sources, start=1)}


def _source(value: HandValue) -> tuple[str, str]:
    return value.document, value.document_on.isoformat()
