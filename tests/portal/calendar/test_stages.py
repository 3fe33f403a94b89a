from datetime import date

import pytest

from portal.calendar.shipped import shipped_calendar
from portal.calendar.stages import Limits, Stage, StageCode, stage

DUE = date(2026, 11, 30)  # a Monday
FRIDAY_DUE = date(2026, 11, 27)


def stage_on(day: int, month: int = 11, *, due_on: date = DUE) -> Stage:
    return stage(shipped_calendar(), date(2026, month, day), due_on, None)


@pytest.mark.parametrize(
    ("day", "code", "left"),
    [
        (20, StageCode.ON_TIME, 5),
        (25, StageCode.ON_TIME, 3),
        (26, StageCode.DUE_SOON, 2),
        (27, StageCode.DUE_SOON, 1),
        (29, StageCode.DUE_SOON, 1),
        (30, StageCode.DUE_TODAY, 0),
    ],
)
def test_before_the_due_date_working_days_are_left(day: int, code: StageCode, left: int) -> None:
    assert stage_on(day) == Stage(code, left)


def test_the_day_after_is_late_by_one() -> None:
    assert stage_on(1, 12) == Stage(StageCode.OVERDUE, 1)


def test_the_saturday_after_a_friday_is_late_though_no_working_day_has_passed() -> None:
    assert stage_on(28, due_on=FRIDAY_DUE) == Stage(StageCode.OVERDUE, 0)
    assert stage_on(30, due_on=FRIDAY_DUE) == Stage(StageCode.OVERDUE, 1)


@pytest.mark.parametrize(
    ("finished", "code", "days"),
    [
        (date(2026, 11, 20), StageCode.DONE_ON_TIME, 5),
        (date(2026, 11, 30), StageCode.DONE_ON_TIME, 0),
        (date(2026, 12, 1), StageCode.DONE_LATE, 1),
        (date(2026, 12, 7), StageCode.DONE_LATE, 5),
    ],
)
def test_finished_work_keeps_its_stage_for_ever(finished: date, code: StageCode, days: int) -> None:
    for today in (date(2026, 11, 21), date(2027, 6, 1), date(2031, 1, 1)):
        assert stage(shipped_calendar(), today, DUE, finished) == Stage(code, days)


def test_late_needs_no_calendar_only_the_number_does() -> None:
    years_later = stage(shipped_calendar(), date(2028, 1, 5), DUE, None)
    assert years_later == Stage(StageCode.OVERDUE, None)
    far_ahead = stage(shipped_calendar(), date(2027, 12, 30), date(2028, 1, 5), None)
    assert far_ahead == Stage(StageCode.ON_TIME, None)


def test_soon_is_as_many_working_days_as_one_says() -> None:
    thursday = date(2026, 11, 26)
    assert stage(shipped_calendar(), thursday, DUE, None, Limits(soon=1)).code is StageCode.ON_TIME


def test_late_and_done_are_asked_by_name() -> None:
    assert {code for code in StageCode if Stage(code, 1).is_late} == {
        StageCode.OVERDUE,
        StageCode.GROSSLY_OVERDUE,
        StageCode.DONE_LATE,
    }
    assert {code for code in StageCode if Stage(code, 1).is_done} == {
        StageCode.DONE_ON_TIME,
        StageCode.DONE_LATE,
    }
