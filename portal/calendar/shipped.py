"""The calendar and the deadline rules shipped with the portal, read from `data/`."""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files

from portal.calendar.days import DayCode, DayKind, DayName, DayStatus, SpecialDay, WorkCalendar
from portal.calendar.rules import Rule, RuleScope
from portal.calendar.terms import Term, TermUnit

SHIPPED_VERSION = 0


@cache
def shipped_days() -> tuple[SpecialDay, ...]:
    """Return the special days in order of date."""
    return tuple(
        SpecialDay(
            date.fromisoformat(row["date"]),
            DayKind(row["kind"]),
            DayCode(row["code"]),
            DayName(row["name_vi"], row["name_en"]),
            row["decision"],
            DayStatus(row["status"]),
            _day_or_none(row["swaps_with"]),
        )
        for row in _rows("days.csv")
    )


def shipped_years() -> frozenset[int]:
    return frozenset(special.day.year for special in shipped_days())


@cache
def shipped_calendar() -> WorkCalendar:
    """Return the calendar of an installation that has no database yet."""
    days = {special.day: special for special in shipped_days()}
    return WorkCalendar(days, shipped_years(), SHIPPED_VERSION)


@cache
def shipped_rules() -> tuple[Rule, ...]:
    """Return every rule, the models of other provinces (scope `reference`) included."""
    return tuple(
        Rule(
            row["code"],
            DayName(row["name_vi"], row["name_en"]),
            Term(int(row["days"]), TermUnit(row["unit"])),
            RuleScope(row["scope"]),
            row["source"],
            date.fromisoformat(row["valid_from"]),
            _day_or_none(row["valid_to"]),
        )
        for row in _rows("rules.csv")
    )


def reference_rules() -> tuple[Rule, ...]:
    """Return the models of other provinces: shown when choosing a term, never applied."""
    return tuple(rule for rule in shipped_rules() if rule.scope is RuleScope.REFERENCE)


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files("portal.calendar").joinpath("data", name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def _day_or_none(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
