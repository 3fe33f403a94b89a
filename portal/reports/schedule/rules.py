"""When a period may be read by everyone: plain rules over what was fixed."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Protocol

from portal.reports.schedule.kinds import Way


class Cut(Protocol):
    """The last day and the cut-off day of a period."""

    @property
    def to_on(self) -> date: ...
    @property
    def cutoff_on(self) -> date: ...


@dataclass(frozen=True)
class Rules:
    """Trial periods a year may have, days a period may wait for its day, and who says so."""

    trial_periods: int
    longest_wait_days: int
    source: str


@dataclass(frozen=True)
class Fixed:
    """What was, or is to be, fixed for a period; a day only with ON_DAY."""

    way: Way
    public_on: date | None = None


@cache
def rules() -> Rules:
    text = Path(__file__).with_name("rules.toml").read_text(encoding="utf-8")
    return Rules(**tomllib.loads(text))


def is_fixed_for_good(period: Cut, today: date) -> bool:
    """Once its last day is over nobody decides any more whether a period is shown.

    The attack: whoever has read the figures would choose which of them others may read.
    """
    return today > period.to_on


def opens_on(period: Cut, fixed: Fixed | None) -> date | None:
    """Return the day from which everyone may read final figures; None if never by themselves.

    Nothing fixed means as soon as they are final. A cut-off moved behind the day takes it along.
    """
    final_on = period.cutoff_on + timedelta(days=1)
    if fixed is None:
        return final_on
    if fixed.public_on is None:
        return None
    return max(fixed.public_on, final_on)


def is_public(period: Cut, fixed: Fixed | None, today: date) -> bool:
    """Say whether the public site may show a period at all.

    One for which nothing was fixed shows how many have rated while it runs, as ever.
    """
    if fixed is None:
        return True
    day = opens_on(period, fixed)
    return day is not None and today >= day


def faults(
    periods: Mapping[str, Cut], wanted: Mapping[str, Fixed], trials_before: int
) -> dict[str, str]:
    """Return what is wrong with a plan for a year, by key of the period; "" is the whole.

    `trials_before` are the trial periods of the year that stand already and stay.
    """
    found = {key: fault for key, fixed in wanted.items() if (fault := _fault(periods[key], fixed))}
    trials = sum(fixed.way is Way.TRIAL for fixed in wanted.values())
    if trials + trials_before > rules().trial_periods:
        found[""] = "too_many_trials"
    return found


def _fault(period: Cut, fixed: Fixed) -> str:
    if fixed.way is not Way.ON_DAY:
        return ""
    if fixed.public_on is None:
        return "day_missing"
    if fixed.public_on <= period.cutoff_on:
        return "before_cutoff"
    wait = (fixed.public_on - period.cutoff_on).days
    return "too_late" if wait > rules().longest_wait_days else ""
