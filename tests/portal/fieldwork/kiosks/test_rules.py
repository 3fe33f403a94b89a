"""The day of a rating from a tablet whose clock may be wrong."""

from datetime import date, timedelta

import pytest

from portal.fieldwork.kiosks.rules import Calendars, shipped

OURS = date(2026, 11, 20)
DAY = timedelta(days=1)
LONGEST = shipped().longest_wait


@pytest.mark.parametrize(
    ("noted", "theirs", "given_on"),
    [
        pytest.param(OURS, OURS, OURS, id="today"),
        pytest.param(OURS - 3 * DAY, OURS, OURS - 3 * DAY, id="three days without a network"),
        pytest.param(date(1970, 1, 1), date(1970, 1, 2), OURS - DAY, id="a clock that began anew"),
        pytest.param(OURS + 9 * DAY, OURS + 10 * DAY, OURS - DAY, id="a clock that is ahead"),
        pytest.param(OURS - LONGEST, OURS, OURS - LONGEST, id="the longest wait"),
        pytest.param(OURS - LONGEST - DAY, OURS, OURS, id="longer than anybody believes"),
        pytest.param(date(1970, 1, 1), OURS, OURS, id="set right meanwhile"),
        pytest.param(OURS + DAY, OURS, OURS, id="set back meanwhile"),
        pytest.param(None, OURS, OURS, id="no day noted"),
        pytest.param(OURS - DAY, None, OURS, id="no day said when sending"),
    ],
)
def test_only_the_age_by_its_own_calendar_is_believed(
    noted: date | None, theirs: date | None, given_on: date
) -> None:
    assert Calendars(theirs, OURS).day_of(noted) == given_on


def test_a_number_is_remembered_longer_than_any_file_is_taken() -> None:
    """Beyond `longest_wait` no file is taken, so no copy can outlive the memory of its numbers."""
    assert shipped().remembered_for > 2 * LONGEST


def test_no_interval_is_longer_than_the_page_allows() -> None:
    rules = shipped()
    assert rules.shortest_interval <= rules.interval <= rules.longest_interval
