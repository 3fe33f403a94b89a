"""Periods as the plans of communes cut them: quarters and sums with odd ends, read from a file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from portal.reports.kinds import PeriodKind
from portal.reports.spans import Span

FILE = Path(__file__).with_name("data") / "plans.toml"


@dataclass(frozen=True)
class Cut:
    """A period of a plan before it has a year; days are "month-day"."""

    code: str
    kind: PeriodKind
    from_day: str
    to_day: str
    up_day: str


@dataclass(frozen=True)
class DatedCut:
    """A period of a plan in a year: its days, and until when whom the report is owed."""

    span: Span
    kind: PeriodKind
    due_down_on: date | None
    due_up_on: date | None


def cuts() -> Mapping[str, Cut]:
    """Return the cuts of the file by code, in its order."""
    lines = (
        Cut(one["code"], PeriodKind(one["kind"]), one["from"], one["to"], one["up"])
        for one in _read()["cut"]
    )
    return {cut.code: cut for cut in lines}


def dated(cut: Cut, year: int) -> DatedCut:
    """Return a cut in a reporting year; it ends in that year and may begin in December before."""
    first, last = _day(year, cut.from_day), _day(year, cut.to_day)
    if first > last:
        first = _day(year - 1, cut.from_day)
    span = Span(f"{year}-{cut.code}", first, last)
    return DatedCut(span, cut.kind, None, _day(year, cut.up_day))


def dated_month(span: Span) -> DatedCut:
    """Return a month with the days on which plans want its report; calendar months have none."""
    days = _read()["months"]
    if span.from_on.day != days["begin"]:
        return DatedCut(span, PeriodKind.MONTH, None, None)
    down, up = (_next(span.to_on, days[name]) for name in ("down", "up"))
    return DatedCut(span, PeriodKind.MONTH, down, up)


def _next(after: date, number: int) -> date:
    """Return the first day of this number in a month after a day."""
    day = after + timedelta(days=1)
    while day.day != number:
        day += timedelta(days=1)
    return day


def _day(year: int, month_day: str) -> date:
    return date.fromisoformat(f"{year}-{month_day}")


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
