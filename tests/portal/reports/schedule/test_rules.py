"""When a period may be read by everyone, and what a plan for a year may not say."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from portal.reports.schedule.kinds import Way
from portal.reports.schedule.rules import (
    Fixed,
    faults,
    is_fixed_for_good,
    is_public,
    opens_on,
    rules,
)


@dataclass(frozen=True)
class Cut:
    to_on: date
    cutoff_on: date


NOVEMBER = Cut(date(2026, 11, 30), date(2026, 12, 5))
A_DAY = Fixed(Way.ON_DAY, date(2026, 12, 20))
TRIAL, WITHIN = Fixed(Way.TRIAL), Fixed(Way.NOT_ALONE)


@pytest.mark.parametrize(
    ("fixed", "day"),
    [
        (None, date(2026, 12, 6)),
        (A_DAY, date(2026, 12, 20)),
        # The cut-off was moved behind the day: nothing provisional becomes public.
        (Fixed(Way.ON_DAY, date(2026, 12, 1)), date(2026, 12, 6)),
        (TRIAL, None),
        (WITHIN, None),
    ],
)
def test_the_day_a_period_opens(fixed: Fixed | None, day: date | None) -> None:
    assert opens_on(NOVEMBER, fixed) == day


def test_a_period_is_public_from_its_day_and_not_before() -> None:
    assert not is_public(NOVEMBER, A_DAY, date(2026, 12, 19))
    assert is_public(NOVEMBER, A_DAY, date(2026, 12, 20))
    assert not is_public(NOVEMBER, TRIAL, date(2030, 1, 1))
    # Nothing fixed: as before, its ratings are counted in public while it runs.
    assert is_public(NOVEMBER, None, date(2026, 11, 2))


def test_nothing_is_decided_once_the_last_day_is_over() -> None:
    assert not is_fixed_for_good(NOVEMBER, date(2026, 11, 30))
    assert is_fixed_for_good(NOVEMBER, date(2026, 12, 1))


def test_a_plan_is_judged_line_by_line_and_as_a_whole() -> None:
    limit = rules().trial_periods
    keys = [f"2026-{n:02}" for n in range(1, limit + 5)]
    periods = dict.fromkeys(keys, NOVEMBER)
    wanted = dict.fromkeys(keys[:limit], TRIAL)
    assert faults(periods, wanted, 0) == {}
    assert faults(periods, wanted, 1) == {"": "too_many_trials"}
    longest = NOVEMBER.cutoff_on + timedelta(days=rules().longest_wait_days)
    days = {
        keys[0]: Fixed(Way.ON_DAY, NOVEMBER.cutoff_on),
        keys[1]: Fixed(Way.ON_DAY, longest + timedelta(days=1)),
        keys[2]: Fixed(Way.ON_DAY, longest),
        keys[3]: Fixed(Way.ON_DAY),
        keys[4]: WITHIN,
    }
    assert faults(periods, days, 0) == {
        keys[0]: "before_cutoff",
        keys[1]: "too_late",
        keys[3]: "day_missing",
    }


def test_the_house_says_that_these_are_its_own_rules() -> None:
    assert (rules().trial_periods, rules().source) == (3, "own rule")
