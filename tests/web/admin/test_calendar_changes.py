"""Listed days are changed in place, written over only when asked, and every change is told."""

from datetime import date

import pytest

from portal.calendar.days import DayStatus, SpecialDay
from portal.calendar.store import listed_day
from portal.db import Database
from tests.proofreading import ProofreadingClient, hidden_fields
from tests.web.admin.house import House, press

URL = "/admin/calendar"
TET = "2027-02-04"  # shipped as expected
WORDS = {"name_vi": "Nghỉ bão", "name_en": "Storm day", "decision": "CV 1/UBND ngày 01/12/2026"}
DAY = {**WORDS, "code": "compensation", "status": "official"}
SWAP = {**WORDS, "off": "2026-12-28", "worked": "2026-12-26", "status": "official"}


def special(database: Database, house: House, day: str) -> SpecialDay:
    with database.reading() as session:
        listed = listed_day(session, house.authority_id, date.fromisoformat(day))
    assert listed is not None
    assert listed.is_active
    return listed.special


def test_every_listed_day_has_a_link_to_its_own_form(admin: ProofreadingClient) -> None:
    page = admin.get(f"{URL}?year=2027").text
    assert f'href="{URL}/day?day={TET}"' in page
    page = admin.get(f"{URL}?year=2026").text
    assert f'href="{URL}/swap?day=2026-08-31"' in page
    assert f'href="{URL}/swap?day=2026-08-22"' in page


def test_an_expected_day_is_confirmed_without_typing_it_again(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    before = special(database, mine, TET)
    page = admin.get(f"{URL}/day?day={TET}").text
    assert "Sửa thứ Năm, 04/02/2027" in page
    assert f'value="{before.name.vi}"' in page
    assert f'value="{before.decision}"' in page
    assert '<option selected value="estimate">' in page
    filled = {
        "day": TET,
        "code": before.code,
        "name_vi": before.name.vi,
        "name_en": before.name.en,
        "decision": "10065/VPCP-KGVX ngày 02/10/2026",
        "status": "official",
    }
    response = admin.post_form(f"{URL}/day?day={TET}", filled)
    assert response.location == f"{URL}?year=2027"
    after = special(database, mine, TET)
    assert (after.name, after.code) == (before.name, before.code)
    assert after.status is DayStatus.OFFICIAL
    assert after.decision == "10065/VPCP-KGVX ngày 02/10/2026"


def test_a_swap_is_changed_with_both_days_and_keeps_its_two_names(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    off, worked = special(database, mine, "2026-08-31"), special(database, mine, "2026-08-22")
    page = admin.get(f"{URL}/swap?day=2026-08-22").text
    assert 'value="2026-08-31"' in page
    assert 'value="2026-08-22"' in page
    filled = {
        "off": "2026-08-31",
        "worked": "2026-08-22",
        "name_vi": off.name.vi,
        "name_en": off.name.en,
        "decision": off.decision,
        "status": "announced",
    }
    assert admin.post_form(f"{URL}/swap?day=2026-08-22", filled).status_code == 303
    for before in (off, worked):
        after = special(database, mine, before.day.isoformat())
        assert after.name == before.name
        assert after.status is DayStatus.ANNOUNCED


@pytest.mark.parametrize("day", ["2026-08-31", "2026-12-07", "tomorrow", ""])
def test_an_address_of_no_single_day_is_an_empty_form(admin: ProofreadingClient, day: str) -> None:
    page = admin.get(f"{URL}/day?day={day}&lang=en").text
    assert "<h1>Add a day off</h1>" in page
    assert "readonly" not in page


def test_a_listed_day_typed_in_anew_is_asked_about_first(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    before = special(database, mine, "2026-11-24")
    response = admin.post_form(f"{URL}/day", {**DAY, "day": "2026-11-24"})
    assert response.status_code == 422
    assert "đã có trong lịch: Ngày Văn hóa Việt Nam – " in response.text
    assert "Nghỉ bão" in response.text
    assert 'name="replace" value="2026-11-24"' in response.text
    assert special(database, mine, "2026-11-24") == before
    token = hidden_fields(response.text)
    # Another date is another question.
    moved = {**token, **DAY, "day": TET, "replace": "2026-11-24"}
    assert admin.post(f"{URL}/day", data=moved).status_code == 422
    yes = {**token, **DAY, "day": "2026-11-24", "replace": "2026-11-24"}
    assert admin.post(f"{URL}/day", data=yes).status_code == 303
    assert special(database, mine, "2026-11-24").name.vi == "Nghỉ bão"


def test_a_day_switched_off_is_asked_about_too(admin: ProofreadingClient) -> None:
    press(admin, f"{URL}/2026-11-24/switch", to="off")
    response = admin.post_form(f"{URL}/day?lang=en", {**DAY, "day": "2026-11-24"})
    assert response.status_code == 422
    assert "Vietnam Culture Day – Switched off" in response.text


def test_a_swap_over_a_listed_day_is_asked_about(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    typed = {**SWAP, "off": "2026-11-24", "worked": "2026-11-28"}
    response = admin.post_form(f"{URL}/swap", typed)
    assert response.status_code == 422
    assert 'name="replace" value="2026-11-24,2026-11-28"' in response.text
    agreed = {**typed, "replace": "2026-11-24,2026-11-28"}
    assert admin.post_form(f"{URL}/swap", agreed).status_code == 303
    assert special(database, mine, "2026-11-24").swaps_with == date(2026, 11, 28)


def test_half_of_a_swap_whose_other_half_went_elsewhere_says_so_on_its_page(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    admin.post_form(f"{URL}/swap", SWAP)
    press(admin, f"{URL}/2026-12-28/switch", to="off")
    again = {**SWAP, "off": "2026-12-29", "replace": "2026-12-29,2026-12-26"}
    assert admin.post_form(f"{URL}/swap", again).status_code == 303
    response = press(admin, f"{URL}/2026-12-28/switch?lang=en", to="on")
    assert response.status_code == 303
    page = admin.get(response.location).text
    assert "The other day of this swap has been changed. Enter the swap again." in page
    assert special(database, mine, "2026-12-29").swaps_with == date(2026, 12, 26)
    # Its own form shows what is left of it.
    assert 'value="2026-12-28"' in admin.get(f"{URL}/swap?day=2026-12-28").text


def test_every_change_is_told_with_who_when_and_version(
    admin: ProofreadingClient, mine: House
) -> None:
    page = admin.get(f"{URL}?lang=en").text
    assert "Shipped days of 2024–2027 taken over" in page
    press(admin, f"{URL}/2026-11-24/switch", to="off")
    admin.post_form(f"{URL}/day", {**DAY, "day": "2026-12-07"})
    changed = {**DAY, "day": "2026-12-07", "decision": "CV 2", "status": "announced"}
    admin.post_form(f"{URL}/day?day=2026-12-07", changed)
    admin.post_form(f"{URL}/swap", SWAP)
    admin.post_form("/admin/terms", {"days": "7", "unit": "working", "source": "QĐ 5"})
    page = admin.get(f"{URL}?lang=en").text
    assert "Switched off: Tuesday, 24 November 2026 (Ngày Văn hóa Việt Nam)" in page
    assert "Added: Monday, 7 December 2026 (Nghỉ bão)" in page
    told = "CV 1/UBND ngày 01/12/2026 → CV 2; Decided → Announced"
    assert f"Changed: Monday, 7 December 2026 (Nghỉ bão); {told}" in page
    assert "Added: Saturday, 26 December 2026 (Nghỉ bão)" in page
    assert "How long you have to answer: 10 working days → 7 working days (QĐ 5)" in page
    assert page.count(f"<td>{mine.admin.display_name}</td>") == 5
    assert page.index("Version 6</th>") < page.index("Version 2</th>")


def test_a_year_opened_is_told(admin: ProofreadingClient) -> None:
    lines = "\n".join(f"{day:02}/03/2028; Ngày nghỉ; Thông báo 9/2027" for day in range(1, 13))
    assert admin.post_form(f"{URL}/year", {"lines": lines}).status_code == 303
    assert "Mở năm 2028" in admin.get(URL).text
