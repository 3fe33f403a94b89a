from datetime import UTC, date, datetime

import pytest

from portal.calendar.days import CalendarMissingError, ReasonCode
from portal.calendar.shipped import shipped_calendar
from portal.calendar.terms import CountCode, Term, TermUnit, due
from portal.clock import local_day
from portal.errors import InvalidInputError
from tests.portal.calendar.calendars import (
    calendar_of,
    count_calendar,
    count_working,
    rest_day,
    worked_saturday,
)

WORKING_CASES = [
    ("2026-11-20", 5, "2026-11-30"),  # 24/11 skipped
    ("2026-08-20", 5, "2026-08-26"),  # Saturday 22/8 counts
    ("2025-04-24", 5, "2025-05-05"),  # Saturday 26/4 counts; 30/4 to 02/5 off
    ("2025-12-31", 7, "2026-01-12"),  # 01 and 02/01 off; Saturday 10/01 counts
    ("2026-02-13", 5, "2026-02-27"),  # Tết 16 to 20/02
    ("2026-04-24", 3, "2026-05-04"),  # 27/4 in lieu; 30/4 and 01/5
    ("2026-11-21", 10, "2026-12-07"),  # received on a Saturday, 24/11
    ("2026-11-22", 1, "2026-11-23"),  # received on a Sunday
    ("2026-11-24", 1, "2026-11-25"),  # received on a holiday
    ("2026-01-10", 1, "2026-01-12"),  # received on a worked Saturday, itself not counted
    ("2026-01-09", 1, "2026-01-10"),  # a worked Saturday can be the due date
    ("2024-02-07", 1, "2024-02-15"),  # seven days of Tết and in lieu
    ("2024-04-26", 3, "2024-05-04"),  # 29/4 off, Saturday 04/5 counts
    ("2026-08-28", 2, "2026-09-04"),  # 31/8 to 02/9 off
]
CALENDAR_CASES = [
    ("2026-11-14", 10, "2026-11-25"),  # last day 24/11, a holiday
    ("2026-08-01", 30, "2026-09-03"),  # 31/8 by swap, 01 and 02/9
    ("2026-01-03", 45, "2026-02-23"),  # 17/02 in Tết
    ("2026-11-02", 10, "2026-11-12"),  # ends on a Thursday
    ("2026-01-01", 9, "2026-01-10"),  # ends on a worked Saturday
    ("2026-06-01", 5, "2026-06-08"),  # ends on a Saturday
    ("2026-06-02", 5, "2026-06-08"),  # ends on a Sunday
]


def iso(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(("received", "days", "due_on"), WORKING_CASES)
def test_a_term_in_working_days_ends_on(received: str, days: int, due_on: str) -> None:
    assert count_working(shipped_calendar(), iso(received), days).due_on == iso(due_on)


@pytest.mark.parametrize(("received", "days", "due_on"), CALENDAR_CASES)
def test_a_term_in_calendar_days_ends_on(received: str, days: int, due_on: str) -> None:
    assert count_calendar(shipped_calendar(), iso(received), days).due_on == iso(due_on)


def test_the_hour_of_receipt_does_not_matter_but_the_day_in_viet_nam_does() -> None:
    early = local_day(datetime(2026, 11, 19, 17, 0, tzinfo=UTC))  # 00:00 on the 20th
    late = local_day(datetime(2026, 11, 20, 16, 59, tzinfo=UTC))  # 23:59 on the 20th
    next_day = local_day(datetime(2026, 11, 20, 17, 30, tzinfo=UTC))  # 00:30 on the 21st
    calendar = shipped_calendar()
    assert early == late == date(2026, 11, 20)
    assert next_day == date(2026, 11, 21)
    assert count_working(calendar, early, 10).due_on == date(2026, 12, 7)
    assert count_working(calendar, next_day, 10).due_on == date(2026, 12, 7)
    assert count_calendar(calendar, late, 4).due_on == date(2026, 11, 25)
    assert count_calendar(calendar, next_day, 4).due_on == date(2026, 11, 25)
    assert count_calendar(calendar, early, 5).due_on == date(2026, 11, 25)
    assert count_calendar(calendar, next_day, 5).due_on == date(2026, 11, 26)


def test_a_moment_is_no_day() -> None:
    with pytest.raises(TypeError):
        count_working(shipped_calendar(), datetime(2026, 11, 20, tzinfo=UTC), 5)


def test_every_day_from_the_event_is_listed_once_with_its_number() -> None:
    days = count_working(shipped_calendar(), date(2026, 11, 20), 3).days
    assert [line.day.day for line in days] == [20, 21, 22, 23, 24, 25, 26]
    assert [line.number for line in days] == [None, None, None, 1, None, 2, 3]
    assert [line.counted for line in days] == [line.number is not None for line in days]
    assert [line.code for line in days] == [
        CountCode.EVENT_DAY,
        ReasonCode.WEEKEND,
        ReasonCode.WEEKEND,
        ReasonCode.WORKING_DAY,
        ReasonCode.HOLIDAY,
        ReasonCode.WORKING_DAY,
        ReasonCode.WORKING_DAY,
    ]


def test_the_swap_of_january_2026_is_explained_on_both_its_days() -> None:
    days = {line.day: line for line in count_working(shipped_calendar(), iso("2025-12-31"), 7).days}
    assert days[date(2026, 1, 2)].code is ReasonCode.SWAP_OFF
    assert not days[date(2026, 1, 2)].counted
    assert days[date(2026, 1, 10)].code is ReasonCode.WORKED_SATURDAY
    assert days[date(2026, 1, 10)].number == 6


def test_a_rolled_term_shows_its_last_day_and_the_days_it_rolls_over() -> None:
    counted = count_calendar(shipped_calendar(), date(2026, 8, 1), 30)
    tail = [(line.day.isoformat(), line.counted, line.code) for line in counted.days[-4:]]
    assert tail == [
        ("2026-08-31", True, CountCode.LAST_DAY_RESTS),
        ("2026-09-01", False, ReasonCode.HOLIDAY),
        ("2026-09-02", False, ReasonCode.HOLIDAY),
        ("2026-09-03", False, CountCode.ROLLED),
    ]
    assert sum(line.counted for line in counted.days) == 30
    assert counted.days[-1].law == "Bộ luật Dân sự 2015, Điều 148 khoản 5"


def test_a_holiday_inside_a_calendar_term_counts() -> None:
    calendar = calendar_of(rest_day(date(2026, 6, 3)))
    assert count_calendar(calendar, date(2026, 6, 1), 3).due_on == date(2026, 6, 4)


def test_a_day_off_added_later_moves_the_date_and_a_worked_saturday_brings_it_back() -> None:
    friday = date(2026, 6, 5)
    assert count_working(calendar_of(), friday, 1).due_on == date(2026, 6, 8)
    more_rest = calendar_of(rest_day(date(2026, 6, 8)))
    assert count_working(more_rest, friday, 1).due_on == date(2026, 6, 9)
    swapped = calendar_of(rest_day(date(2026, 6, 8)), worked_saturday(date(2026, 6, 6)))
    assert count_working(swapped, friday, 1).due_on == date(2026, 6, 6)


def test_a_due_date_names_the_calendar_that_made_it() -> None:
    assert count_working(calendar_of(), date(2026, 6, 5), 1).calendar_version == 1


def test_a_date_that_rests_on_an_expected_holiday_is_provisional() -> None:
    assert count_working(shipped_calendar(), date(2027, 2, 3), 1).is_provisional
    assert not count_working(shipped_calendar(), date(2026, 11, 20), 5).is_provisional
    assert count_calendar(shipped_calendar(), date(2027, 2, 1), 5).is_provisional


@pytest.mark.parametrize("unit", list(TermUnit))
@pytest.mark.parametrize("received", ["2023-12-29", "2027-12-30", "9999-12-31"])
def test_counting_into_a_year_nobody_loaded_is_an_error(received: str, unit: TermUnit) -> None:
    with pytest.raises(CalendarMissingError):
        due(shipped_calendar(), iso(received), Term(3, unit))


@pytest.mark.parametrize("days", [-1, 0, 366])
def test_a_term_has_at_least_one_day_and_at_most_a_year(days: int) -> None:
    with pytest.raises(InvalidInputError) as refused:
        Term(days, TermUnit.WORKING)
    assert refused.value.fields == {"days": "out_of_range"}


def test_a_term_of_a_whole_year_can_be_counted() -> None:
    assert count_calendar(shipped_calendar(), date(2025, 3, 3), 365).due_on == date(2026, 3, 3)
