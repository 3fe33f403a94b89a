from datetime import date

import pytest

from portal.calendar.days import (
    CalendarMissingError,
    DayCode,
    DayName,
    DayStatus,
    ReasonCode,
)
from portal.calendar.shipped import shipped_calendar
from tests.portal.calendar.calendars import calendar_of, rest_day, worked_saturday

MONDAY = date(2026, 6, 1)
SATURDAY = date(2026, 6, 6)


def test_weekdays_are_worked_and_weekends_are_not() -> None:
    calendar = calendar_of()
    worked = [calendar.is_working(date(2026, 6, day)) for day in range(1, 8)]
    assert worked == [True] * 5 + [False] * 2


def test_a_rest_day_and_a_worked_saturday_change_their_weekday() -> None:
    calendar = calendar_of(rest_day(MONDAY), worked_saturday(SATURDAY))
    assert not calendar.is_working(MONDAY)
    assert calendar.is_working(SATURDAY)


@pytest.mark.parametrize("year", [2023, 2028])
def test_a_year_nobody_loaded_is_an_error_and_no_guess(year: int) -> None:
    for ask in (shipped_calendar().is_working, shipped_calendar().why):
        with pytest.raises(CalendarMissingError) as refused:
            ask(date(year, 6, 1))
        assert refused.value.year == year
        assert refused.value.data == {"year": year}


def test_an_ordinary_day_has_a_reason_without_a_name() -> None:
    calendar = calendar_of()
    assert calendar.why(MONDAY).code is ReasonCode.WORKING_DAY
    assert calendar.why(SATURDAY).code is ReasonCode.WEEKEND
    assert calendar.why(MONDAY).name is None


def test_the_reason_carries_name_decision_status_and_the_other_day() -> None:
    reason = shipped_calendar().why(date(2026, 1, 2))
    assert reason.code is ReasonCode.SWAP_OFF
    assert reason.decision == "12729/VPCP-KGVX ngày 25/12/2025"
    assert reason.status is DayStatus.OFFICIAL
    assert reason.swaps_with == date(2026, 1, 10)
    assert reason.name is not None
    assert reason.name.vi == "Nghỉ hoán đổi dịp Tết Dương lịch"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (DayCode.TET, ReasonCode.HOLIDAY),
        (DayCode.CULTURE_DAY, ReasonCode.HOLIDAY),
        (DayCode.COMPENSATION, ReasonCode.COMPENSATION),
        (DayCode.SWAP_OFF, ReasonCode.SWAP_OFF),
    ],
)
def test_days_off_are_told_apart(code: DayCode, reason: ReasonCode) -> None:
    assert calendar_of(rest_day(MONDAY, code)).why(MONDAY).code is reason


def test_the_reason_agrees_with_the_answer_on_every_shipped_day() -> None:
    calendar = shipped_calendar()
    for special in calendar.days.values():
        assert calendar.why(special.day).is_working == calendar.is_working(special.day)


def test_a_name_without_english_falls_back_to_vietnamese() -> None:
    assert DayName("Ngày hội xã", "").in_language("en") == "Ngày hội xã"
    assert DayName("Ngày hội xã", "Commune fair").in_language("en") == "Commune fair"
    assert DayName("Ngày hội xã", "Commune fair").in_language("vi") == "Ngày hội xã"
