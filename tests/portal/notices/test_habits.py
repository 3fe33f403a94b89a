"""Nobody is disturbed at night or on a day off; tries come further and further apart."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from portal.calendar.days import DayCode, DayKind, DayName, DayStatus, SpecialDay, WorkCalendar
from portal.clock import VIETNAM
from portal.notices.habits import FARTHEST, Quiet, opens_at, shipped
from portal.notices.kinds import REMINDERS

QUIET = Quiet(time(19), time(7), "")
NAME = DayName("", "")


def special(day: date, kind: DayKind) -> SpecialDay:
    return SpecialDay(day, kind, DayCode.TET, NAME, "", DayStatus.OFFICIAL)


# Monday 23/11/2026 is off, Saturday 28/11 is worked.
CALENDAR = WorkCalendar(
    {
        one.day: one
        for one in (
            special(date(2026, 11, 23), DayKind.REST),
            special(date(2026, 11, 28), DayKind.WORKED),
        )
    },
    frozenset({2026}),
    1,
)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        pytest.param(at(20, 9), at(20, 9), id="a working morning"),
        pytest.param(at(20, 7), at(20, 7), id="the first minute"),
        pytest.param(at(20, 6, 59), at(20, 7), id="too early"),
        pytest.param(at(19, 19), at(20, 7), id="the first quiet minute"),
        pytest.param(at(19, 23), at(20, 7), id="at night"),
        pytest.param(at(20, 20), at(24, 7), id="friday night before a long weekend"),
        pytest.param(at(21, 10), at(24, 7), id="saturday"),
        pytest.param(at(22, 3), at(24, 7), id="sunday before dawn"),
        pytest.param(at(23, 10), at(24, 7), id="a day off"),
        pytest.param(at(28, 10), at(28, 10), id="a saturday worked by swap"),
    ],
)
def test_people_are_told_in_working_days(now: datetime, opens: datetime) -> None:
    assert opens_at(CALENDAR, QUIET, now.astimezone(UTC)) == opens


def test_equal_hours_mean_no_quiet_hours() -> None:
    never = Quiet(time(0), time(0), "")
    assert not never.covers(time(3))


def test_a_calendar_that_is_not_loaded_holds_no_mail_for_ever() -> None:
    unknown = WorkCalendar({}, frozenset(), 0)
    assert opens_at(unknown, QUIET, at(20, 20)) == at(23, 7)
    empty = WorkCalendar(
        {
            d: special(d, DayKind.REST)
            for d in (date(2026, 1, 1) + timedelta(n) for n in range(365))
        },
        frozenset({2026}),
        1,
    )
    assert opens_at(empty, QUIET, at(1, 9)) <= at(1, 9) + timedelta(days=FARTHEST)


def test_tries_come_further_apart_up_to_a_limit() -> None:
    trying, now = shipped().trying, at(20, 9)
    pauses = [trying.next_try(n, now, 0) - now for n in range(1, trying.most_attempts + 1)]
    assert pauses[0] == timedelta(minutes=1)
    assert pauses == sorted(pauses)
    assert pauses[-1] == timedelta(minutes=trying.longest_minutes)
    assert trying.next_try(1, now, 1) - now == timedelta(minutes=1 + trying.jitter)
    assert sum(pauses, timedelta()) > timedelta(days=1)


def test_every_stage_has_its_rungs() -> None:
    assert set(shipped().reminders) == set(REMINDERS)
