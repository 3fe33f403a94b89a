"""A survey among others shows nothing that subtraction from a page would turn into a person."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.ratings.batches import ALL_RESPONSES
from portal.ratings.figures import OVERALL, Point
from portal.reports.asked.showing import Cells, by_half_month, visible_of_survey
from portal.reports.asked.store import SurveyCount

K = 5
HALF = date(2026, 10, 1)
POINTS = [Point(1, "a", 1, "U"), Point(2, "b", 1, "U"), Point(3, "c", 2, "V")]
MINE, OTHER = 7, 8


def cells(*counts: tuple[int, int, int]) -> dict[date, Cells]:
    """Return a half month of (survey, point, how many), all of them satisfied."""
    return by_half_month(
        SurveyCount(survey, point, "qr", question, level, HALF, n)
        for survey, point, n in counts
        for question, level in ((ALL_RESPONSES, 0), (OVERALL, 4))
        if n
    )


def shows(*counts: tuple[int, int, int]) -> bool:
    halves = cells(*counts)
    return OVERALL in visible_of_survey(MINE, halves.values(), POINTS, K)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([(MINE, 1, 20)], True),
        ([(MINE, 1, 3), (MINE, 2, 4)], True),  # alone: it is the whole of the commune
        ([(MINE, 1, 4)], False),
        ([(MINE, 1, 20), (OTHER, 3, 20)], True),
        ([(MINE, 1, 20), (OTHER, 1, 20)], True),
        ([(MINE, 1, 20), (OTHER, 1, 3)], False),  # page less report: three people
        ([(MINE, 1, 3), (OTHER, 1, 20)], False),
        ([(MINE, 2, 20), (OTHER, 1, 3), (OTHER, 3, 30)], False),  # b covers for a on the page
    ],
)
def test_a_survey_is_shown_where_nobody_can_be_worked_out(
    counts: list[tuple[int, int, int]], expected: bool
) -> None:
    assert shows(*counts) is expected


def test_one_hidden_half_month_hides_the_question() -> None:
    later = [
        SurveyCount(MINE, 1, "qr", question, 4, date(2026, 10, 15), 3)
        for question in (ALL_RESPONSES, OVERALL)
    ]
    halves = {**cells((MINE, 1, 20)), **by_half_month(later)}
    assert visible_of_survey(MINE, halves.values(), POINTS, K) == frozenset()


@given(
    st.lists(
        st.tuples(st.sampled_from([MINE, OTHER]), st.sampled_from([1, 2, 3]), st.integers(0, 9)),
        max_size=8,
    )
)
def test_whatever_is_shown_beside_others_is_made_of_cells_that_may_be(
    counts: list[tuple[int, int, int]],
) -> None:
    if not shows(*counts):
        return
    sums = {
        key: sum(n for survey, point, n in counts if (survey, point) == key)
        for key in product([MINE, OTHER], [1, 2, 3])
    }
    if any(n for (survey, _), n in sums.items() if survey == OTHER):
        mine = [point for (survey, point), n in sums.items() if survey == MINE and n]
        assert all(n == 0 or n >= K for (_, point), n in sums.items() if point in mine)
    assert sum(n for (survey, _), n in sums.items() if survey == MINE) >= K
