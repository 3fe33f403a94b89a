"""How a tablet behaves and how long what comes from it is believed: data, with the reasons."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

SHIPPED = Path(__file__).with_name("rules.toml")


@dataclass(frozen=True)
class Rules:
    """Seconds of the page, and limits of what it sends; see the file for why."""

    interval: int
    shortest_interval: int
    longest_interval: int
    silence: int
    warning: int
    thanks: int
    most_sent: int
    longest_wait: timedelta
    remembered_for: timedelta
    most_a_day: int


@cache
def shipped() -> Rules:
    """Return the rules as they come with the program."""
    with SHIPPED.open("rb") as file:
        read = tomllib.load(file)
    return Rules(
        interval=read["interval"]["seconds"],
        shortest_interval=read["interval"]["shortest"],
        longest_interval=read["interval"]["longest"],
        silence=read["silence"]["seconds"],
        warning=read["silence"]["warning"],
        thanks=read["silence"]["thanks"],
        most_sent=read["sending"]["most"],
        longest_wait=timedelta(days=read["waiting"]["days"]),
        remembered_for=timedelta(days=read["remembered"]["days"]),
        most_a_day=read["a_day"]["most"],
    )


@dataclass(frozen=True)
class Calendars:
    """The day it is for the tablet when it sends, and for the portal."""

    theirs: date | None
    ours: date

    def day_of(self, noted: date | None) -> date:
        """Return the day on which a rating was given that the tablet noted under a day of its own.

        Only the age by the tablet's own calendar is believed, so a clock that is wrong throughout
        does no harm. A clock that was set meanwhile gives an age below 0 or beyond belief: then the
        day is unknown, and the rating is of the day on which it came.
        """
        if noted is None or self.theirs is None:
            return self.ours
        age = self.theirs - noted
        return self.ours - age if timedelta() <= age <= shipped().longest_wait else self.ours
