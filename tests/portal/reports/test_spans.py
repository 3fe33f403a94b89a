"""Reporting months follow each other without gap or overlap, whatever day they start on."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.reports.spans import month, month_of


def test_a_calendar_month_is_what_it_says() -> None:
    october = month(2026, 10, 1)
    assert (october.from_on, october.to_on) == (date(2026, 10, 1), date(2026, 10, 31))


def test_a_month_from_the_fifteenth_begins_in_the_month_before() -> None:
    december, january = month(2026, 12, 15), month(2026, 1, 15)
    assert (december.from_on, december.to_on) == (date(2026, 11, 15), date(2026, 12, 14))
    assert (january.from_on, january.to_on) == (date(2025, 12, 15), date(2026, 1, 14))


def test_the_quarter_of_the_plans_is_three_such_months() -> None:
    assert month(2026, 1, 15).from_on == date(2025, 12, 15)
    assert month(2026, 3, 15).to_on == date(2026, 3, 14)


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.integers(1, 28))
def test_every_day_lies_in_exactly_one_month(day: date, starts_on: int) -> None:
    own = month_of(day, starts_on)
    assert day in own
    before = month_of(own.from_on - timedelta(days=1), starts_on)
    after = month_of(own.to_on + timedelta(days=1), starts_on)
    assert before.to_on + timedelta(days=1) == own.from_on
    assert own.to_on + timedelta(days=1) == after.from_on
    assert not own.overlaps(before)
    assert len({before.key, own.key, after.key}) == 3


def test_no_month_starts_after_the_twenty_eighth() -> None:
    with pytest.raises(ValueError, match="28th"):
        month(2026, 2, 29)
