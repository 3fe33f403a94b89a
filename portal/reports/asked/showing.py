"""What may be shown of one survey beside everything that pages show already.

Pages show places, units and the whole in half months. A survey that was asked at some of these
places, or at one of them after another survey, is a new sum of the same cells: the attack is to
subtract the one from the other. So a half month of a survey is shown only where no such
subtraction leaves fewer than the smallest group.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from portal.ratings.batches import ALL_RESPONSES
from portal.ratings.figures import Point
from portal.ratings.shares import added_up
from portal.ratings.showing import (
    NOTHING,
    Visible,
    size,
    sizes,
    visible_in_parts,
    visible_in_total,
)
from portal.reports.asked.store import SurveyCount
from surveys.disclosure import shown
from surveys.scoring import Counts

Cells = Mapping[tuple[int, int], Counts]
"""Level counts by survey and service point, of half a month."""


def by_half_month(counts: Iterable[SurveyCount]) -> dict[date, Cells]:
    """Return level counts per survey and point for each half month that has any."""
    halves: dict[date, dict[tuple[int, int], list[Counts]]] = {}
    for one in counts:
        cells = halves.setdefault(one.half_month_on, {})
        key = (one.survey_id, one.service_point_id)
        cells.setdefault(key, []).append({one.question: {one.level: one.n}})
    return {
        half: {key: added_up(parts) for key, parts in cells.items()}
        for half, cells in halves.items()
    }


def is_alone(survey_id: int, cells: Cells) -> bool:
    """Say whether nothing but this survey was asked: then it is the whole, and shown as that."""
    return all(survey == survey_id for survey, _point in cells)


def visible_of_survey(
    survey_id: int, halves: Iterable[Cells], points: Sequence[Point], smallest_group: int
) -> Visible:
    """Return the questions of a survey that may be shown in each of its half months."""
    hidden: set[str] = set()
    asked: set[str] = set()
    for cells in halves:
        own = added_up(counts for (survey, _), counts in cells.items() if survey == survey_id)
        asked |= own.keys()
        hidden |= own.keys() - _visible(survey_id, cells, points, smallest_group)
    visible = asked - hidden
    return frozenset(visible) if ALL_RESPONSES in visible else NOTHING


def _visible(survey_id: int, cells: Cells, points: Sequence[Point], smallest_group: int) -> Visible:
    whole = visible_in_total([_people(cells)], smallest_group)
    if is_alone(survey_id, cells):
        return whole
    of_point = _visible_points(cells, points, whole, smallest_group)
    return frozenset(
        question
        for question in whole
        if _is_safe(survey_id, question, cells, of_point, smallest_group)
    )


def _people(cells: Cells) -> dict[str, int]:
    """Return how many people of all places answered each question."""
    whole = added_up(cells.values())
    return {question: size(whole, question) for question in whole}


def _is_safe(
    survey_id: int,
    question: str,
    cells: Cells,
    of_point: Mapping[int, Visible],
    smallest_group: int,
) -> bool:
    """Say whether each place of the survey is shown, and whoever was asked there is enough."""
    mine = {
        point
        for (survey, point), own in cells.items()
        if survey == survey_id and size(own, question)
    }
    beside = [size(own, question) for (_, point), own in cells.items() if point in mine]
    return all(question in of_point.get(point, NOTHING) for point in mine) and all(
        shown(n, smallest_group) for n in beside if n
    )


def _visible_points(
    cells: Cells, points: Sequence[Point], whole: Visible, smallest_group: int
) -> dict[int, Visible]:
    """Return what pages show of each place in this half month: units first, then their places."""
    at: dict[int, list[Counts]] = {}
    for (_survey, point), counts in cells.items():
        at.setdefault(point, []).append(counts)
    of_point = {point: added_up(parts) for point, parts in at.items()}
    of_unit: dict[int, list[int]] = {}
    for one in points:
        of_unit.setdefault(one.unit_id, []).append(one.id)
    units = {
        unit: added_up(of_point[point] for point in own if point in of_point)
        for unit, own in of_unit.items()
    }
    shown_units = visible_in_parts(of_unit, [sizes(units)], whole, smallest_group)
    found: dict[int, Visible] = {}
    for unit, own in of_unit.items():
        there = {point: of_point.get(point, {}) for point in own}
        found |= visible_in_parts(own, [sizes(there)], shown_units[unit], smallest_group)
    return found
