"""What may be listed of ratings one by one: which months, and which questions in each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from portal.ratings.shares import added_up
from portal.ratings.showing import Visible, visible_in_total
from surveys.scoring import Counts

Half = dict[tuple[date, str], list[Counts]]
"""Counts by half month and code of the questionnaire, still to be added up."""


class Asked(NamedTuple):
    """How many gave a level in half a month when asked by a questionnaire of a code."""

    questionnaire: str
    question: str
    level: int
    half_month_on: date
    n: int


@dataclass(frozen=True)
class Listing:
    """What may be listed of a period: its months (the first day of each) and their questions.

    Empty until the figures are settled, and where no month may be listed.
    """

    authority_id: int
    from_on: date
    to_on: date
    questionnaire: str
    questions: tuple[str, ...]
    months: Mapping[date, Visible]


def visible_months(
    cells: Iterable[Asked], questionnaire: str, smallest_group: int
) -> dict[date, Visible]:
    """Return the questions that may be listed of each month; months without any are not there.

    The attack: the few whom another questionnaire asked are the totals minus all that is listed.
    So every questionnaire of a month must have been answered by enough, not only the listed one.
    """
    months: dict[date, Half] = {}
    for cell in cells:
        half = months.setdefault(cell.half_month_on.replace(day=1), {})
        tables = half.setdefault((cell.half_month_on, cell.questionnaire), [])
        tables.append({cell.question: {cell.level: cell.n}})
    found = {}
    for month, parts in months.items():
        counts = {key: added_up(tables) for key, tables in parts.items()}
        visible = visible_in_total(counts.values(), smallest_group)
        listed = {
            name for (_, code), own in counts.items() if code == questionnaire for name in own
        }
        found[month] = visible & listed
    return {month: visible for month, visible in sorted(found.items()) if visible}
