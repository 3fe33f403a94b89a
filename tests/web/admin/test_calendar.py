"""The calendar of the commune: days with their decisions, swaps in pairs, whole years only."""

import re
from datetime import date

import pytest

from portal.calendar.store import current_version, edits, load_calendar, loaded_years
from portal.db import Database
from tests.proofreading import ProofreadingClient
from tests.web.admin.house import House, press

URL = "/admin/calendar"
WORDS = {"name_vi": "Nghỉ bão", "name_en": "Storm day", "decision": "CV 1/UBND ngày 01/12/2026"}
DAY = {**WORDS, "day": "2026-12-07", "code": "compensation", "status": "official"}
SWAP = {**WORDS, "off": "2026-12-28", "worked": "2026-12-26"}
MOVING = [
    *(f"{day:02}/01/2028; Tết Nguyên đán; Thông báo 9/2027" for day in range(25, 30)),
    "04/04/2028; Giỗ Tổ Hùng Vương; Thông báo 9/2027",
    "01/09/2028; Ngày liền kề Quốc khánh; Thông báo 9/2027",
]


def _is_working(database: Database, house: House, day: date) -> bool:
    with database.reading() as session:
        return load_calendar(session, house.authority_id).is_working(day)


def test_the_culture_day_is_seeded_and_can_be_switched(
    admin: ProofreadingClient, database: Database, mine: House, other: House
) -> None:
    day = date(2026, 11, 24)
    assert "Ngày Văn hóa Việt Nam" in admin.get(f"{URL}?year=2026").text
    assert not _is_working(database, mine, day)
    response = press(admin, f"{URL}/2026-11-24/switch", to="off")
    assert response.location == f"{URL}?year=2026"
    assert _is_working(database, mine, day)
    assert not _is_working(database, other, day)
    press(admin, f"{URL}/2026-11-24/switch", to="on")
    assert not _is_working(database, mine, day)
    with database.reading() as session:
        assert current_version(session, mine.authority_id) == 3
        assert edits(session, mine.authority_id)[0].actor_id == mine.admin.id


def test_a_day_off_needs_its_decision(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    response = admin.post_form(f"{URL}/day", {**DAY, "decision": ""})
    assert response.status_code == 422
    assert "Nghỉ bão" in response.text
    assert admin.post_form(f"{URL}/day", DAY).location == f"{URL}?year=2026"
    assert not _is_working(database, mine, date(2026, 12, 7))
    assert "CV 1/UBND ngày 01/12/2026" in admin.get(f"{URL}?year=2026").text


@pytest.mark.parametrize(
    "change", [{"day": "2035-01-01"}, {"day": "32/13"}, {"code": "swap_off"}, {"name_en": ""}]
)
def test_a_day_that_does_not_fit_comes_back(
    admin: ProofreadingClient, change: dict[str, str]
) -> None:
    assert admin.post_form(f"{URL}/day", {**DAY, **change}).status_code == 422


def test_a_swap_writes_both_days_and_switches_both(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    off, worked = date(2026, 12, 28), date(2026, 12, 26)
    assert admin.post_form(f"{URL}/swap", SWAP).status_code == 303
    assert not _is_working(database, mine, off)
    assert _is_working(database, mine, worked)
    press(admin, f"{URL}/2026-12-26/switch", to="off")
    assert _is_working(database, mine, off)
    assert not _is_working(database, mine, worked)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"worked": "2026-12-27"}, "Choose a Saturday."),
        ({"off": "2026-12-26"}, "Choose a day from Monday to Friday."),
    ],
)
def test_a_swap_of_the_wrong_days_is_refused(
    admin: ProofreadingClient, change: dict[str, str], words: str
) -> None:
    response = admin.post_form(f"{URL}/swap?lang=en", {**SWAP, **change})
    assert response.status_code == 422
    assert words in response.text


def test_half_of_a_swap_cannot_be_overwritten(admin: ProofreadingClient) -> None:
    response = admin.post_form(f"{URL}/day?lang=en", {**DAY, "day": "2026-08-31"})
    assert response.status_code == 422
    assert "This day belongs to a swap." in response.text


def test_a_day_nobody_listed_cannot_be_switched(admin: ProofreadingClient) -> None:
    assert press(admin, f"{URL}/2026-12-08/switch", to="off").status_code == 404
    assert press(admin, f"{URL}/yesterday/switch", to="off").status_code == 404


def test_a_year_is_opened_with_all_its_days(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    page = admin.get(f"{URL}/year").text
    fixed = [line for line in page.splitlines() if "/2028;" in line]
    assert len(fixed) == 5
    lines = "\n".join([*(re.sub("<[^>]+>", "", line) for line in fixed), *MOVING])
    assert admin.post_form(f"{URL}/year", {"lines": lines}).location == f"{URL}?year=2028"
    assert not _is_working(database, mine, date(2028, 1, 26))
    assert _is_working(database, mine, date(2028, 1, 31))


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("01/01/2028; Tết Dương lịch; Bộ luật", "The law gives 12 days off a year."),
        ("01/01/2028, Tết Dương lịch", "Write each line as day/month/year"),
        ("31/02/2028; Tết; Bộ luật", "Write each line as day/month/year"),
        ("\n".join([*MOVING, *(f"0{n}/05/2027; X; Y" for n in range(1, 6))]), "of one year"),
    ],
)
def test_half_a_year_is_not_opened(
    admin: ProofreadingClient, database: Database, mine: House, lines: str, words: str
) -> None:
    response = admin.post_form(f"{URL}/year?lang=en", {"lines": lines})
    assert response.status_code == 422
    assert words in response.text
    with database.reading() as session:
        assert 2028 not in loaded_years(session, mine.authority_id)


def test_a_year_with_one_day_twice_comes_back_as_it_was_typed(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    fixed = re.findall(r"\d\d/\d\d/2028; [^<\n]+", admin.get(f"{URL}/year").text)
    lines = "\n".join([*fixed, *MOVING, "26/01/2028; Tết, lần nữa; Thông báo 9/2027"])
    response = admin.post_form(f"{URL}/year", {"lines": lines})
    assert response.status_code == 422
    assert "Ngày 26/01/2028 có hai dòng." in response.text
    assert "26/01/2028; Tết, lần nữa; Thông báo 9/2027" in response.text
    with database.reading() as session:
        assert 2028 not in loaded_years(session, mine.authority_id)


def test_a_year_without_calendar_says_so(admin: ProofreadingClient) -> None:
    assert "Chưa có lịch làm việc của năm này." in admin.get(f"{URL}?year=2040").text
