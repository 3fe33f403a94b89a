"""What may be shown of one walk-up survey beside others whose sum is shown as well."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from portal.ratings.batches import ALL_RESPONSES
from portal.ratings.cells import Counted, added, of_whole
from portal.ratings.showing import NOTHING, Visible, visible_in_total
from surveys.disclosure import shown

Cells = Sequence[tuple[int, Counted]]
"""Counts with the survey they are of."""

Places = Counter[tuple[int, int]]
"""People by survey and service point."""


def visible_of_survey(cells: Cells, survey_id: int, smallest_group: int) -> Visible:
    """Return the questions of one survey that may be shown.

    The attack: the sums of units and counters hold all walk-up surveys together, so a survey
    shown alone gives by subtraction what the others say, counter by counter. It is shown if it
    is alone in a half month, or if every counter of every survey has none or enough there.
    """
    own = [counted for survey, counted in cells if survey == survey_id]
    visible = visible_in_total(map(of_whole, added(own).halves.values()), smallest_group)
    blocked = _blocked(cells, survey_id, smallest_group)
    return NOTHING if ALL_RESPONSES in blocked else visible - blocked


def _blocked(cells: Cells, survey_id: int, smallest_group: int) -> set[str]:
    blocked: set[str] = set()
    for half in _by_half_month(cells).values():
        for question, sizes in half.items():
            is_shared = any(n for (survey, _), n in sizes.items() if survey != survey_id)
            is_here = any(n for (survey, _), n in sizes.items() if survey == survey_id)
            is_safe = all(not n or shown(n, smallest_group) for n in sizes.values())
            if is_here and is_shared and not is_safe:
                blocked.add(question)
    return blocked


def _by_half_month(cells: Cells) -> Mapping[date, Mapping[str, Places]]:
    """Return for each half month and question how many people answered where."""
    halves: dict[date, dict[str, Places]] = {}
    for survey, one in cells:
        places = halves.setdefault(one.half_month_on, {}).setdefault(one.question, Counter())
        places[survey, one.service_point_id] += one.people
    return halves
