"""What may be listed of ratings one by one: which months, and which questions in each."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from portal.ratings.batches import ALL_RESPONSES
from portal.ratings.cells import Counted
from portal.ratings.showing import Visible, visible_in_total
from surveys.disclosure import shown


class Asked(NamedTuple):
    """Counts with the code of the questionnaire that asked."""

    questionnaire: str
    counted: Counted


@dataclass(frozen=True)
class Listing:
    """What may be listed of a period: the first days of its months and their questions.

    Empty until the figures are settled, and where no month may be listed.
    """

    authority_id: int
    from_on: date
    to_on: date
    months_start_on: int
    questionnaire: str
    questions: tuple[str, ...]
    months: Mapping[date, Visible]


def own_month(day: date, starts_on: int) -> date:
    """Return the first day of a commune's month, from the 1st or from the 15th, of a day."""
    if day.day >= starts_on:
        return day.replace(day=starts_on)
    return (day.replace(day=1) - timedelta(days=1)).replace(day=starts_on)


def whole_months(from_on: date, to_on: date, starts_on: int) -> list[date]:
    """Return the first days of the months that lie whole between two days.

    The attack: of two files that cut one month differently, a row in both is known by its half.
    """
    first = own_month(from_on, starts_on)
    month = first if first == from_on else _next(first)
    found = []
    while _next(month) - timedelta(days=1) <= to_on:
        found.append(month)
        month = _next(month)
    return found


def visible_months(
    cells: Iterable[Asked],
    questionnaire: str,
    smallest_group: int,
    months: Collection[date],
    starts_on: int,
) -> dict[date, Visible]:
    """Return the questions that may be listed of each of these months; those without are not there.

    The attack: the few whom another questionnaire asked, anywhere or at one counter, are what is
    shown of all less what is listed. So every questionnaire of a month must have been answered by
    enough, not only the listed one, and at every counter where several were asked in one half.
    """
    of_month: dict[date, list[Asked]] = {}
    for cell in cells:
        of_month.setdefault(own_month(cell.counted.half_month_on, starts_on), []).append(cell)
    found = {
        month: _visible(of_month[month], questionnaire, smallest_group)
        for month in sorted(of_month.keys() & set(months))
    }
    return {month: visible for month, visible in found.items() if visible}


def _visible(cells: Iterable[Asked], questionnaire: str, smallest_group: int) -> Visible:
    people: dict[tuple[date, str], Counter[str]] = {}
    at_counters: dict[date, Counter[tuple[str, int]]] = {}
    for code, cell in cells:
        half, question = cell.half_month_on, cell.question
        people.setdefault((half, code), Counter())[question] += cell.people
        if question == ALL_RESPONSES:
            place = (code, cell.service_point_id)
            at_counters.setdefault(half, Counter())[place] += cell.people
    if any(_stands_out(half, smallest_group) for half in at_counters.values()):
        return frozenset()
    listed = {name for (_, code), own in people.items() if code == questionnaire for name in own}
    return visible_in_total(people.values(), smallest_group) & listed


def _stands_out(half: Mapping[tuple[str, int], int], smallest_group: int) -> bool:
    several = len({questionnaire for questionnaire, _ in half}) > 1
    return several and not all(shown(n, smallest_group) for n in half.values())


def _next(month: date) -> date:
    return month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)
