"""When notices go out: quiet hours and rest days, pauses between tries, the end of trying."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from portal.calendar.days import CalendarMissingError, WorkCalendar
from portal.clock import VIETNAM, local_time

SHIPPED = Path(__file__).with_name("habits.toml")
ONE_DAY = timedelta(days=1)
# More than any row of holidays; a calendar that knows no working day holds no mail for ever.
FARTHEST = 30


@dataclass(frozen=True)
class Quiet:
    """The hours in which nobody is disturbed, up to but not at `until`, and who says so."""

    since: time
    until: time
    source: str

    def covers(self, moment: time) -> bool:
        if self.since <= self.until:
            return self.since <= moment < self.until
        return moment >= self.since or moment < self.until


@dataclass(frozen=True)
class Trying:
    """How a notice is tried again."""

    first_minutes: float
    longest_minutes: int
    jitter: float
    most_attempts: int
    lease_minutes: float
    most_in_a_round: int
    longest_round_minutes: int

    @property
    def lease(self) -> timedelta:
        return timedelta(minutes=self.lease_minutes)

    @property
    def longest_round(self) -> timedelta:
        return timedelta(minutes=self.longest_round_minutes)

    def next_try(self, attempts: int, now: datetime, chance: float) -> datetime:
        """Return when to try again after so many tries; `chance` is drawn from 0 to 1."""
        minutes = min(self.first_minutes * 2.0 ** min(attempts - 1, 30), self.longest_minutes)
        return now + timedelta(minutes=minutes * (1 + self.jitter * chance))


@dataclass(frozen=True)
class Habits:
    """Everything that comes with the program."""

    quiet: Quiet
    trying: Trying
    reminders: Mapping[str, tuple[str, ...]]


@cache
def shipped() -> Habits:
    with SHIPPED.open("rb") as file:
        data = tomllib.load(file)
    quiet = data["quiet"]
    return Habits(
        Quiet(quiet["from"], quiet["until"], quiet["source"]),
        Trying(**data["trying"]),
        {stage: tuple(rungs) for stage, rungs in data["reminders"].items()},
    )


def opens_at(calendar: WorkCalendar, quiet: Quiet, now: datetime) -> datetime:
    """Return when people may be told: `now`, or the next morning that is worked."""
    local = local_time(now)
    if is_worked(calendar, local.date()) and not quiet.covers(local.time()):
        return now
    day = local.date()
    is_early = quiet.covers(local.time()) and local.time() < quiet.until
    if not (is_early and is_worked(calendar, day)):
        day = next_worked(calendar, day)
    return datetime.combine(day, quiet.until, VIETNAM)


def next_worked(calendar: WorkCalendar, day: date) -> date:
    for _ in range(FARTHEST):
        day += ONE_DAY
        if is_worked(calendar, day):
            break
    return day


def is_worked(calendar: WorkCalendar, day: date) -> bool:
    """Say whether offices work; of a year nobody has loaded, the weekday decides."""
    try:
        return calendar.is_working(day)
    except CalendarMissingError:
        return day.weekday() < 5
