"""The last day that is soon agrees with the calendar's own word for soon."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.calendar.days import WorkCalendar
from portal.calendar.shipped import shipped_days, shipped_years
from portal.calendar.stages import Limits, StageCode, stage
from portal.cases.handling.queues.deadlines import next_due_on, soon_until
from portal.cases.kinds import State

CALENDAR = WorkCalendar({d.day: d for d in shipped_days()}, shipped_years(), 1)
FIRST, LAST = date(min(shipped_years()), 1, 1), date(max(shipped_years()), 12, 31)


@given(
    today=st.dates(FIRST, LAST),
    ahead=st.integers(1, 20),
    soon=st.integers(0, 5),
)
def test_soon_is_what_the_calendar_calls_soon(today: date, ahead: int, soon: int) -> None:
    due_on = today + timedelta(days=ahead)
    is_soon = stage(CALENDAR, today, due_on, None, Limits(soon)).code is StageCode.DUE_SOON
    assert is_soon == (due_on <= soon_until(CALENDAR, today, soon))


def test_two_working_days_before_a_long_weekend_reach_over_it() -> None:
    assert soon_until(CALENDAR, date(2026, 11, 19)) == date(2026, 11, 24)


def test_a_year_without_a_calendar_is_not_soon() -> None:
    assert soon_until(CALENDAR, LAST) == LAST


@pytest.mark.parametrize("state", list(State))
def test_first_the_desk_owes_a_word_then_the_unit_an_answer(state: State) -> None:
    to_accept, to_answer = date(2026, 11, 23), date(2026, 12, 4)
    expected = to_accept if state is State.RECEIVED else to_answer
    assert next_due_on(state, to_accept, to_answer) == expected
    assert next_due_on(state, None, to_answer) == to_answer
