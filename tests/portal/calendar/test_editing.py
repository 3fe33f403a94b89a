import threading
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from portal.calendar.changes import Swap
from portal.calendar.days import (
    CalendarMissingError,
    DayCode,
    DayKind,
    DayStatus,
    SpecialDay,
    WorkCalendar,
)
from portal.calendar.editing import (
    open_year,
    set_day,
    set_swap,
    switch_day,
)
from portal.calendar.shipped import shipped_calendar
from portal.calendar.store import current_version, edits, load_calendar
from portal.db import Database
from portal.errors import ChangedMeanwhileError, InvalidInputError, NotFoundError
from tests.portal.calendar.calendars import DECISION, NAME, count_working, rest_day

CULTURE_DAY = date(2026, 11, 24)
FRIDAY = date(2026, 11, 20)
SWAP = Swap(date(2026, 11, 23), date(2026, 11, 28), NAME, DECISION)


def calendar_now(database: Database, authority_id: int) -> WorkCalendar:
    with database.reading() as session:
        return load_calendar(session, authority_id)


def version_now(database: Database, authority_id: int) -> int:
    with database.reading() as session:
        return current_version(session, authority_id)


def test_culture_day_can_be_switched_off_and_on_again(
    database: Database, authority_id: int, actor_id: int, now: datetime
) -> None:
    with database.writing() as session:
        switch_day(session, authority_id, CULTURE_DAY, active=False, actor_id=actor_id, now=now)
    without = calendar_now(database, authority_id)
    with database.writing() as session:
        switch_day(session, authority_id, CULTURE_DAY, active=True, actor_id=actor_id, now=now)
    again = calendar_now(database, authority_id)
    assert count_working(without, FRIDAY, 5).due_on == date(2026, 11, 27)
    assert count_working(again, FRIDAY, 5).due_on == date(2026, 11, 30)
    assert (without.version, again.version) == (2, 3)


def test_an_edit_is_logged_with_who_when_and_what(
    database: Database, authority_id: int, actor_id: int, now: datetime
) -> None:
    later = now + timedelta(hours=1)
    with database.writing() as session:
        switch_day(session, authority_id, CULTURE_DAY, active=False, actor_id=actor_id, now=later)
    with database.reading() as session:
        latest, first = edits(session, authority_id)
    assert (latest.version, latest.at, latest.actor_id) == (2, later, actor_id)
    assert latest.change["action"] == "switch_off"
    assert latest.change["days"][0]["day"] == "2026-11-24"
    assert first.version == 1


def test_switching_to_what_it_is_already_is_no_edit(
    database: Database, authority_id: int, now: datetime
) -> None:
    with database.writing() as session:
        switch_day(session, authority_id, CULTURE_DAY, active=True, actor_id=None, now=now)
    assert version_now(database, authority_id) == 1


def test_an_ordinary_day_cannot_be_switched(
    database: Database, authority_id: int, now: datetime
) -> None:
    with pytest.raises(NotFoundError), database.writing() as session:
        switch_day(session, authority_id, FRIDAY, active=False, actor_id=None, now=now)


@pytest.mark.parametrize("half", [date(2026, 1, 2), date(2026, 1, 10)])
def test_both_days_of_a_swap_are_switched_together(
    half: date, database: Database, authority_id: int, now: datetime
) -> None:
    with database.writing() as session:
        switch_day(session, authority_id, half, active=False, actor_id=None, now=now)
    calendar = calendar_now(database, authority_id)
    assert calendar.is_working(date(2026, 1, 2))
    assert not calendar.is_working(date(2026, 1, 10))


def test_a_new_swap_takes_effect_on_both_its_days(
    database: Database, authority_id: int, actor_id: int, now: datetime
) -> None:
    with database.writing() as session:
        set_swap(session, authority_id, SWAP, actor_id=actor_id, now=now)
    calendar = calendar_now(database, authority_id)
    assert not calendar.is_working(SWAP.off)
    assert calendar.is_working(SWAP.worked)
    assert calendar.why(SWAP.worked).swaps_with == SWAP.off
    assert count_working(calendar, FRIDAY, 4).due_on == SWAP.worked
    assert calendar.version == 2


def test_an_estimate_becomes_official_and_a_day_off_is_added(
    database: Database, authority_id: int, now: datetime
) -> None:
    expected = shipped_calendar().days[date(2027, 9, 3)]
    official = replace(expected, status=DayStatus.OFFICIAL, decision=DECISION)
    added = rest_day(date(2027, 9, 1), DayCode.COMPENSATION)
    for change in (official, added):
        with database.writing() as session:
            set_day(session, authority_id, change, actor_id=None, now=now)
    calendar = calendar_now(database, authority_id)
    assert calendar.days[official.day] == official
    assert calendar.days[added.day] == added
    assert calendar.version == 3
    with database.reading() as session:
        latest, previous, _ = edits(session, authority_id)
    assert previous.change["before"][0]["status"] == "estimate"
    assert previous.change["after"][0]["status"] == "official"
    assert latest.change["before"] == [None]


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        (replace(rest_day(FRIDAY), name=replace(NAME, vi=" ")), {"name_vi": "required"}),
        (replace(rest_day(FRIDAY), name=replace(NAME, en="n" * 121)), {"name_vi": "too_long"}),
        (replace(rest_day(FRIDAY), decision=" "), {"decision": "required"}),
        (replace(rest_day(FRIDAY), decision="d" * 201), {"decision": "too_long"}),
        (replace(rest_day(FRIDAY), code=DayCode.SWAP_OFF), {"code": "is_swap"}),
        (replace(rest_day(FRIDAY), swaps_with=FRIDAY), {"code": "is_swap"}),
        (replace(rest_day(FRIDAY), kind=DayKind.WORKED), {"kind": "not_rest"}),
        (rest_day(date(2026, 1, 2)), {"day": "part_of_swap"}),
    ],
)
def test_a_day_that_does_not_fit_is_refused_by_field(
    change: SpecialDay, fields: dict[str, str], database: Database, authority_id: int, now: datetime
) -> None:
    with pytest.raises(InvalidInputError) as refused, database.writing() as session:
        set_day(session, authority_id, change, actor_id=None, now=now)
    assert refused.value.fields == fields
    assert version_now(database, authority_id) == 1


@pytest.mark.parametrize(
    ("swap", "fields"),
    [
        (replace(SWAP, off=date(2026, 11, 29)), {"off": "not_a_weekday"}),
        (replace(SWAP, worked=date(2026, 11, 29)), {"worked": "not_a_saturday"}),
        (replace(SWAP, name=replace(NAME, vi="")), {"name_vi": "required"}),
        (replace(SWAP, worked=date(2026, 1, 10)), {"day": "part_of_swap"}),
    ],
)
def test_a_swap_that_does_not_fit_is_refused_by_field(
    swap: Swap, fields: dict[str, str], database: Database, authority_id: int, now: datetime
) -> None:
    with pytest.raises(InvalidInputError) as refused, database.writing() as session:
        set_swap(session, authority_id, swap, actor_id=None, now=now)
    assert refused.value.fields == fields


def test_half_of_a_replaced_swap_cannot_come_back_alone(
    database: Database, authority_id: int, now: datetime
) -> None:
    instead = replace(SWAP, worked=date(2026, 12, 5))
    with database.writing() as session:
        set_swap(session, authority_id, SWAP, actor_id=None, now=now)
        switch_day(session, authority_id, SWAP.off, active=False, actor_id=None, now=now)
        set_swap(session, authority_id, instead, actor_id=None, now=now)
    calendar = calendar_now(database, authority_id)
    assert calendar.is_working(instead.worked)
    assert not calendar.is_working(SWAP.worked)
    with pytest.raises(InvalidInputError) as refused, database.writing() as session:
        switch_day(session, authority_id, SWAP.worked, active=True, actor_id=None, now=now)
    assert refused.value.fields == {"day": "swap_replaced"}


def test_a_day_of_a_year_nobody_loaded_is_refused(
    database: Database, authority_id: int, now: datetime
) -> None:
    with pytest.raises(CalendarMissingError), database.writing() as session:
        set_day(session, authority_id, rest_day(date(2028, 1, 3)), actor_id=None, now=now)


def test_a_further_year_is_opened_with_its_days(
    database: Database, authority_id: int, now: datetime
) -> None:
    days = [rest_day(date(2028, 1, 3)), rest_day(date(2028, 1, 26), DayCode.TET)]
    with database.writing() as session:
        open_year(session, authority_id, days, actor_id=None, now=now)
    calendar = calendar_now(database, authority_id)
    assert 2028 in calendar.years
    assert count_working(calendar, date(2027, 12, 31), 1).due_on == date(2028, 1, 4)


@pytest.mark.parametrize(
    ("days", "fault"),
    [
        ([], "one_year"),
        ([rest_day(date(2028, 1, 3)), rest_day(date(2029, 1, 1))], "one_year"),
        ([rest_day(date(2026, 12, 1))], "year_loaded"),
    ],
)
def test_a_year_is_opened_once_and_never_empty(
    days: list[SpecialDay], fault: str, database: Database, authority_id: int, now: datetime
) -> None:
    with pytest.raises(InvalidInputError) as refused, database.writing() as session:
        open_year(session, authority_id, days, actor_id=None, now=now)
    assert refused.value.fields == {"days": fault}


def test_of_many_edits_at_once_each_makes_its_own_version_or_none(
    database: Database, authority_id: int, now: datetime
) -> None:
    start = threading.Barrier(6)
    refused: list[ChangedMeanwhileError] = []

    def edit(number: int) -> None:
        start.wait()
        change = rest_day(date(2026, 12, number + 1))
        try:
            with database.writing() as session:
                set_day(session, authority_id, change, actor_id=None, now=now)
        except ChangedMeanwhileError as error:
            refused.append(error)

    threads = [threading.Thread(target=edit, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    calendar = calendar_now(database, authority_id)
    added = [day for day in calendar.days if day.month == 12 and day.year == 2026]
    assert len(added) + len(refused) == 6
    assert calendar.version == 1 + len(added)
    assert added
