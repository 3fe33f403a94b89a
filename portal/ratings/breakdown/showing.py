"""What may be shown of one walk-up survey beside others whose sum is shown as well."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from portal.ratings.batches import ALL_RESPONSES
from portal.ratings.figures import Counted, counts_by_half_month
from portal.ratings.shares import added_up
from portal.ratings.showing import NOTHING, Visible, size, visible_in_total
from surveys.disclosure import shown
from surveys.scoring import Counts

Cells = Sequence[tuple[int, Counted]]
"""Counts with the survey they are of."""

Places = dict[tuple[int, int], Counts]
"""Level counts by survey and service point."""


def visible_of_survey(cells: Cells, survey_id: int, smallest_group: int) -> Visible:
    """Return the questions of one survey that may be shown.

    The attack: the sums of units and counters hold all walk-up surveys together, so a survey
    shown alone gives by subtraction what the others say, counter by counter. It is shown if it
    is alone in a half month, or if every counter of every survey has none or enough there.
    """
    own = [counted for survey, counted in cells if survey == survey_id]
    tables = [added_up(half.values()) for half in counts_by_half_month(own)]
    visible = visible_in_total(tables, smallest_group)
    blocked = _blocked(cells, survey_id, smallest_group)
    return NOTHING if ALL_RESPONSES in blocked else visible - blocked


def _blocked(cells: Cells, survey_id: int, smallest_group: int) -> set[str]:
    blocked: set[str] = set()
    for half in _by_half_month(cells).values():
        asked = {question for (survey, _), counts in half.items() for question in counts}
        for question in asked:
            sizes = {place: size(counts, question) for place, counts in half.items()}
            is_shared = any(n for (survey, _), n in sizes.items() if survey != survey_id)
            is_here = any(n for (survey, _), n in sizes.items() if survey == survey_id)
            is_safe = all(not n or shown(n, smallest_group) for n in sizes.values())
            if is_here and is_shared and not is_safe:
                blocked.add(question)
    return blocked


def _by_half_month(
    cells: Iterable[tuple[int, Counted]],
) -> Mapping[date, Places]:
    halves: dict[date, dict[tuple[int, int], list[Counts]]] = {}
    for survey, one in cells:
        places = halves.setdefault(one.half_month_on, {})
        counts = {one.question: {one.level: one.n}}
        places.setdefault((survey, one.service_point_id), []).append(counts)
    return {
        half: {place: added_up(parts) for place, parts in places.items()}
        for half, places in halves.items()
    }
