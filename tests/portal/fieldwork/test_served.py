"""People served: entered, read from files, added up over the days of a period."""

import io
from datetime import date, datetime, timedelta

import pytest
from openpyxl import Workbook

from portal.db import Database
from portal.errors import InvalidInputError
from portal.fieldwork.counters_store import served_within
from portal.fieldwork.kinds import ServedSource
from portal.fieldwork.served import MOST, covered, keep, read_counts, served_by_point
from portal.offices.sheets import SheetError, SheetFault
from portal.offices.store import events_of
from tests.portal.fieldwork.house import actor, make_house

OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))
NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
POINTS = {"K7M2QXG": 1, "Quầy 1: Hộ tịch": 1, "B4C9TW2": 2, "Quầy 2": 2}


def test_spans_add_up_only_where_they_cover_every_day() -> None:
    months = {OCTOBER: 100, NOVEMBER: 50}
    assert covered(months, *OCTOBER) == 100
    assert covered(months, OCTOBER[0], NOVEMBER[1]) == 150
    assert covered(months, OCTOBER[0], date(2026, 12, 1)) is None
    assert covered(months, date(2026, 10, 2), NOVEMBER[1]) is None
    assert covered({**months, (OCTOBER[0], NOVEMBER[1]): 7}, OCTOBER[0], NOVEMBER[1]) == 7
    assert covered({}, *OCTOBER) is None


def test_an_entry_takes_the_place_of_the_one_before_and_can_be_taken_back(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        house = make_house(session)
        one, two, _three = (point.id for point in house.points)
        who = actor(house.coordinator)
        assert keep(session, who, OCTOBER, {one: 90, two: 0}, now=now) == 2
        assert keep(session, who, OCTOBER, {one: 95, two: None}, now=now) == 1
        keep(session, who, NOVEMBER, {one: 5}, now=now)
        span = (OCTOBER[0], NOVEMBER[1])
        rows = served_within(session, house.authority.id, *span)
        assert served_by_point(rows, *OCTOBER) == {one: 95}
        assert served_by_point(rows, *span) == {one: 100}
        assert events_of(session, house.authority.id)[-1].action == "served_entered"


@pytest.mark.parametrize("n", [-1, MOST + 1])
def test_impossible_numbers_and_foreign_counters_are_refused(
    database: Database, now: datetime, n: int
) -> None:
    with database.writing() as session:
        house = make_house(session)
        with pytest.raises(InvalidInputError):
            keep(session, actor(house.coordinator), OCTOBER, {house.points[0].id: n}, now=now)
        with pytest.raises(InvalidInputError):
            keep(session, actor(house.stranger), OCTOBER, {house.points[0].id: 1}, now=now)
        assert served_within(session, house.authority.id, *OCTOBER) == []


@pytest.mark.parametrize(
    "text",
    [
        "Quầy,Số lượt\nQuầy 1: Hộ tịch,1200\nB4C9TW2,30\n",
        "Mã quầy;Số lượt phục vụ\r\nk7m2qxg;1.200\r\nQUẦY 2;30\r\n;\r\n",
        "Counter\tServed\nK7M2QXG\t1 200\nQuầy 2\t30",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_is_read_as_offices_send_it(text: str, encoding: str) -> None:
    assert read_counts(io.BytesIO(text.encode(encoding)), POINTS) == {1: 1200, 2: 30}


def test_csv_in_windows_letters_is_read() -> None:
    text = "Quâ\u0300y;Sô\u0301 lươ\u0323t\nB4C9TW2;30\n"
    assert read_counts(io.BytesIO(text.encode("cp1258")), POINTS) == {2: 30}


def test_a_workbook_is_read_and_its_formulas_are_not() -> None:
    for value, fault in ((30, None), ("=15+15", SheetFault.FORMULA)):
        book, out = Workbook(), io.BytesIO()
        sheet = book.active
        assert sheet is not None
        sheet.append(["Quầy", "Số lượt"])
        sheet.append(["Quầy 2", value])
        book.save(out)
        out.seek(0)
        if fault is None:
            assert read_counts(out, POINTS) == {2: 30}
            continue
        with pytest.raises(SheetError) as refused:
            read_counts(out, POINTS)
        assert refused.value.fault == fault


@pytest.mark.parametrize(
    ("text", "row", "fault"),
    [
        ("Quầy,Số lượt\nQuầy 9,3\n", 2, SheetFault.UNKNOWN),
        ("Quầy,Số lượt\nQuầy 2,ba\n", 2, SheetFault.MALFORMED),
        ("Quầy,Số lượt\nQuầy 2,-3\n", 2, SheetFault.MALFORMED),
        ("Quầy,Số lượt\nQuầy 2,²\n", 2, SheetFault.MALFORMED),
        ("Quầy,Số lượt\nQuầy 2,9999999\n", 2, SheetFault.MALFORMED),
        ("Quầy,Số lượt\nQuầy 2,3\nB4C9TW2,3\n", 3, SheetFault.REPEATED),
        ("Quầy,Số lượt\nQuầy 2,\n", 2, SheetFault.MISSING),
        ("Quầy,Ngày\nQuầy 2,3\n", 1, SheetFault.HEADER_MISSING),
        ("", 0, SheetFault.HEADER_MISSING),
    ],
)
def test_a_row_that_does_not_fit_is_named(text: str, row: int, fault: SheetFault) -> None:
    with pytest.raises(SheetError) as refused:
        read_counts(io.BytesIO(text.encode()), POINTS)
    assert (refused.value.row, refused.value.fault) == (row, fault)


def test_other_files_are_no_table() -> None:
    for data in (b"PK not a zip", b"\xff\xfe\x00", b"%PDF-1.7 \x81\x81"):
        with pytest.raises(SheetError):
            read_counts(io.BytesIO(data), POINTS)


def test_the_days_of_a_quarter_are_found_among_its_months(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        house = make_house(session)
        point = house.points[0].id
        day = OCTOBER[0]
        for _ in range(3):
            end = day + timedelta(days=9)
            keep(session, actor(house.coordinator), (day, end), {point: 10}, now=now)
            day = end + timedelta(days=1)
        rows = served_within(session, house.authority.id, *OCTOBER)
        assert served_by_point(rows, OCTOBER[0], date(2026, 10, 30)) == {point: 30}
        assert served_by_point(rows, *OCTOBER) == {}


def test_a_number_keeps_where_it_came_from_until_it_changes(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        house = make_house(session)
        who, point = actor(house.coordinator), house.points[0].id
        keep(session, who, OCTOBER, {point: 90}, source=ServedSource.SLIPS, now=now)
        for n, source in ((90, ServedSource.SLIPS), (91, ServedSource.ENTERED)):
            keep(session, who, OCTOBER, {point: n}, now=now)
            session.expire_all()
            [row] = served_within(session, house.authority.id, *OCTOBER)
            assert (row.n, row.source) == (n, source)
