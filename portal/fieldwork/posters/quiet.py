"""Which hanging posters nobody seems to see: silent for some working days while others are not."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from portal.calendar.days import WorkCalendar

RULES = Path(__file__).with_name("rules.toml")


@dataclass(frozen=True)
class QuietRule:
    """After how many working days without a visit a poster is pointed out, and whose rule it is."""

    working_days: int
    source_vi: str
    source_en: str

    def source(self, lang: str) -> str:
        return self.source_en if lang == "en" else self.source_vi


class Hanging(NamedTuple):
    """A hanging poster as far as the alarm goes."""

    id: int
    posted_on: date
    seen_on: date | None


@cache
def quiet_rule() -> QuietRule:
    return QuietRule(**tomllib.loads(RULES.read_text(encoding="utf-8"))["quiet"])


def quiet_posters(
    hanging: Iterable[Hanging], calendar: WorkCalendar, today: date, rule: QuietRule
) -> set[int]:
    """Return the ids of posters nobody came by since the rule's days ago.

    None at all while no poster had a visit: then the office is closed or the portal was down, and
    no single poster is to blame.
    """
    since = working_days_before(calendar, today, rule.working_days)
    everywhere = list(hanging)
    if not any(one.seen_on is not None and one.seen_on >= since for one in everywhere):
        return set()
    return {one.id for one in everywhere if max(one.posted_on, one.seen_on or date.min) < since}


def working_days_before(calendar: WorkCalendar, today: date, count: int) -> date:
    """Return the day from which `count` working days have passed before today."""
    day = today
    while count:
        day -= timedelta(days=1)
        count -= calendar.is_working(day)
    return day
