"""Which hanging posters are pointed out, and which are not."""

from datetime import date

import pytest

from portal.calendar.shipped import shipped_calendar
from portal.fieldwork.posters.quiet import (
    Hanging,
    QuietRule,
    quiet_posters,
    quiet_rule,
    working_days_before,
)

# A Friday; ten working days before it is another Friday.
TODAY = date(2026, 11, 20)
EDGE = date(2026, 11, 6)
RULE = QuietRule(10, "", "")
CALENDAR = shipped_calendar()
BUSY = Hanging(1, date(2026, 1, 5), TODAY)


def quiet(*hanging: Hanging) -> set[int]:
    return quiet_posters(hanging, CALENDAR, TODAY, RULE)


def test_working_days_are_counted_not_days() -> None:
    assert working_days_before(CALENDAR, TODAY, 10) == EDGE


@pytest.mark.parametrize(
    ("seen_on", "is_quiet"),
    [(None, True), (date(2026, 11, 5), True), (EDGE, False), (TODAY, False)],
    ids=["never", "day-before", "edge", "today"],
)
def test_a_poster_is_quiet_after_ten_working_days(seen_on: date | None, is_quiet: bool) -> None:
    assert quiet(BUSY, Hanging(2, date(2026, 1, 5), seen_on)) == ({2} if is_quiet else set())


def test_a_poster_hung_lately_has_time() -> None:
    assert quiet(BUSY, Hanging(2, EDGE, None)) == set()
    assert quiet(BUSY, Hanging(2, date(2026, 11, 5), None)) == {2}


def test_where_nobody_comes_anywhere_no_poster_is_to_blame() -> None:
    assert quiet(Hanging(1, date(2026, 1, 5), None), Hanging(2, date(2026, 1, 5), None)) == set()
    assert quiet() == set()


def test_the_rule_is_the_communes_own_and_says_so() -> None:
    assert quiet_rule().working_days == 10
    assert "không phải luật định" in quiet_rule().source("vi")
    assert quiet_rule().source("en") == "A rule the commune sets itself, not one set by law"
