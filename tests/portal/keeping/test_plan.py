"""Pruning keeps the newest of each day, week and month, and never the clock's word for it."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.keeping.plan import Plan, kept

NIGHT = datetime(2026, 11, 19, 18, 30, tzinfo=UTC)  # 1:30 on Friday the 20th in Việt Nam


def nights(count: int) -> list[datetime]:
    return [NIGHT - timedelta(days=back) for back in range(count)]


def test_seven_days_five_weeks_and_twelve_months_stay() -> None:
    staying = sorted(kept(Plan(), nights(800)), reverse=True)
    days = [(NIGHT - moment).days for moment in staying]
    assert days[:7] == [0, 1, 2, 3, 4, 5, 6]
    # Sundays of the weeks before, then the last of each month, in local days.
    assert days[7:10] == [12, 19, 20]
    assert len(days) == 7 + 3 + 11
    assert days[-1] == 324


def test_the_last_of_a_day_stays_by_the_days_of_viet_nam() -> None:
    late, early = datetime(2026, 11, 20, 16, 59, tzinfo=UTC), datetime(2026, 11, 20, 1, tzinfo=UTC)
    assert kept(Plan(weekly=0, monthly=0), [early, late]) == {late}
    next_day = datetime(2026, 11, 20, 17, tzinfo=UTC)
    assert kept(Plan(weekly=0, monthly=0), [late, next_day]) == {late, next_day}


def test_a_holiday_of_the_box_costs_no_backup() -> None:
    """Three weeks without power: the seven days before them are still there."""
    before = nights(7)
    after = NIGHT + timedelta(days=21)
    assert kept(Plan(), [*before, after]) >= {after, *before[:6]}


def test_a_clock_years_ahead_prunes_only_by_its_own_number() -> None:
    ahead = NIGHT + timedelta(days=3650)
    assert len(kept(Plan(), [*nights(30), ahead]) - {ahead}) >= 9


@given(st.lists(st.integers(0, 5 * 365 * 24), max_size=60))
def test_the_newest_always_stays_and_the_number_is_bounded(hours: list[int]) -> None:
    moments = [NIGHT - timedelta(hours=back) for back in hours]
    staying = kept(Plan(), moments)
    assert staying <= set(moments)
    assert len(staying) <= 7 + 5 + 12
    assert not moments or max(moments) in staying
    assert kept(Plan(), staying) == staying
