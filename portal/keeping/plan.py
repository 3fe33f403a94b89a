"""Which backups stay: the newest of each of the last days, weeks and months that have one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from portal.clock import local_day


@dataclass(frozen=True)
class Plan:
    """How many days, weeks and months are kept; days without a backup are not counted."""

    daily: int = 7
    weekly: int = 5
    monthly: int = 12


def kept(plan: Plan, moments: Iterable[datetime]) -> set[datetime]:
    """Return the moments of the backups that stay.

    Judged by the backups alone and never by the clock: one that jumps years ahead costs nothing.
    """
    newest_first = sorted(moments, reverse=True)
    return {
        moment
        for bucket, most in (
            (_day, plan.daily),
            (_week, plan.weekly),
            (_month, plan.monthly),
        )
        for moment in _newest_of_each(bucket, newest_first)[:most]
    }


def _newest_of_each(
    bucket: Callable[[date], tuple[int, ...]], newest_first: Iterable[datetime]
) -> list[datetime]:
    found: dict[tuple[int, ...], datetime] = {}
    for moment in newest_first:
        found.setdefault(bucket(local_day(moment)), moment)
    return list(found.values())


def _day(day: date) -> tuple[int, ...]:
    return (day.toordinal(),)


def _week(day: date) -> tuple[int, ...]:
    return day.isocalendar()[:2]


def _month(day: date) -> tuple[int, ...]:
    return (day.year, day.month)
