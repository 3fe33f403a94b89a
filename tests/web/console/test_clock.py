"""The clock on the pages: an appointment and its slip, a question that stops it, calendar files."""

import re
from datetime import date, timedelta

import time_machine
from sqlalchemy import select

from portal.cases.kinds import State
from portal.cases.models import Case
from portal.db import Database
from tests.portal.cases.handling.builders import TOO_LATE, House
from tests.proofreading import ProofreadingClient, hidden_fields
from tests.web.console.conftest import MakeCase

WHY = "Phải chờ vật tư về."


def unfolded(made: bytes) -> list[tuple[str, str]]:
    """Read a calendar file as RFC 5545 says: joined lines, name, value with its escapes undone."""
    assert made.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    lines = made.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    pairs = [line.partition(":") for line in lines]
    return [(name, re.sub(r"\\([,;\\])", r"\1", value)) for name, _, value in pairs]


def press(client: ProofreadingClient, url: str) -> str:
    token = hidden_fields(client.get("/console/mat-khau").text)["csrf_token"]
    return client.post(url, data={"csrf_token": token}).text


def test_the_head_puts_an_answer_off_and_prints_the_slip(
    client: ProofreadingClient, database: Database, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ASSIGNED)
    client.sign_in(house.head)
    assert f"{url}/extend" in client.get(url).text
    assert "11/12/2026" in client.get(f"{url}/extend").text
    refused = client.post_form(f"{url}/extend", {"due_on": "2026-12-05", "reason": WHY})
    assert refused.status_code == 422
    assert WHY in refused.text
    typed = {"due_on": "2026-12-09", "reason": WHY}
    assert client.post_form(f"{url}/extend", typed).status_code == 303
    page = client.get(f"{url}?lang=en").text
    assert "09/12/2026 instead of 04/12/2026" in page
    assert "13 working days in all" in page
    assert f"{url}/extend" not in page
    slip = client.get(f"{url}/appointment").text
    assert "Giấy hẹn trả lời" in slip
    assert "09/12/2026" in slip
    assert WHY in slip
    assert "Gia hạn hôm 20/11/2026" in client.get("/console/?queue=extended").text
    with database.reading() as session:
        assert session.scalars(select(Case)).one().due_on == date(2026, 12, 9)


def test_an_officer_and_a_stranger_put_nothing_off(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ASSIGNED)
    for who, status in ((house.officer, 403), (house.stranger, 404)):
        client.sign_in(who)
        assert client.get(f"{url}/extend").status_code == status
    assert client.get(f"{url}/appointment").status_code == 404
    client.sign_in(house.officer)
    assert client.get(f"{url}/appointment").status_code == 404  # nothing was put off


def test_a_clock_that_waits_is_said_to_stand_still(
    client: ProofreadingClient, house: House, page_at: MakeCase, clock: time_machine.Traveller
) -> None:
    url = page_at(State.ASSIGNED)
    client.sign_in(house.officer)
    client.post_form(f"{url}/ask", {"question": "Cột số mấy?"})
    clock.move_to(TOO_LATE)
    client.sign_in(house.officer)
    assert "the clock stands still" in client.get(f"{url}?lang=en").text
    client.post_form(f"{url}/supply", {"answer": "Cột số 7."})
    assert "The clock stood still" in client.get(f"{url}?lang=en").text


def test_a_grossly_late_case_is_named_so(
    client: ProofreadingClient, house: House, page_at: MakeCase, clock: time_machine.Traveller
) -> None:
    page_at(State.ASSIGNED)
    clock.move_to(TOO_LATE + timedelta(days=14))
    client.sign_in(house.chief)
    assert "quá hạn nhiều" in client.get("/console/?queue=grossly_overdue").text


def test_a_calendar_program_reads_days_and_nothing_about_people(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ASSIGNED)
    client.sign_in(house.officer)
    page = press(client, "/console/lich-han")
    address = re.search(r"https://gopy\.example(/lich-han/[\w-]+\.ics)", page)
    assert address
    assert address[1] not in client.get("/console/lich-han").text
    made = client.get(address[1])
    assert made.mimetype == "text/calendar"
    lines = unfolded(made.data)
    assert ("DTSTART;VALUE=DATE", "20261204") in lines
    summary = dict(lines)["SUMMARY"]
    assert summary.endswith("Phòng Kinh tế")
    assert url.rpartition("/")[2] in summary
    assert "Đèn" not in made.text
    one = unfolded(client.get(f"{url}/due.ics").data)
    assert ("DTSTART;VALUE=DATE", "20261204") in one
    press(client, "/console/lich-han/bo")
    assert client.get(address[1]).status_code == 404


def test_an_address_shows_what_its_owner_sees(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ASSIGNED)
    client.sign_in(house.colleague)
    page = press(client, "/console/lich-han")
    address = re.search(r"/lich-han/[\w-]+\.ics", page)
    assert address
    assert b"BEGIN:VEVENT" not in client.get(address[0]).data
    assert client.get(f"{url}/due.ics").status_code == 404
    assert client.get("/lich-han/wrong.ics").status_code == 404
