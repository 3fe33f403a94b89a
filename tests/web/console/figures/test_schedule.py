"""The publication schedule: fixed by the chairperson, kept by the public page, read by everyone."""

from datetime import UTC, datetime

import time_machine

from portal.db import Database
from portal.reports.periods import seed
from tests.proofreading import ProofreadingClient
from tests.web.console.figures.conftest import Speakers
from tests.web.public.reading import words

SCHEDULE = "/console/ket-qua/lich-cong-bo"
PUBLIC = "/c/xa-suoi-mo/lich-cong-bo"
SITE = "/c/xa-suoi-mo/"
PLAN = {"way-2026-11": "on_day", "day-2026-11": "2026-12-15", "way-2026-12": "trial"}


def later(day: int, month: int = 12) -> time_machine.travel:
    return time_machine.travel(datetime(2026, month, day, 3, tzinfo=UTC), tick=False)


def test_the_public_page_shows_a_period_from_its_day_on(
    client: ProofreadingClient, people: Speakers
) -> None:
    client.sign_in(people.chair)
    answer = client.post_form(SCHEDULE, PLAN)
    assert (answer.status_code, answer.location) == (303, f"{SCHEDULE}?nam=2026")
    assert "kỳ thử, chỉ xem nội bộ" in words(client, SCHEDULE)
    public = words(client, PUBLIC)
    assert "Tháng 11/2026 (01/11/2026 – 30/11/2026): công bố ngày 15/12/2026" in public
    assert "kỳ thử, chỉ xem nội bộ" in public
    assert "Sắp tới: Tháng 11/2026, công bố ngày 15/12/2026." in words(client, SITE)
    with later(14):
        assert client.get(f"{SITE}?ky=2026-11").status_code == 404
        assert "Tháng 11/2026 (" not in words(client, SITE)
    with later(15):
        assert client.get(f"{SITE}?ky=2026-11").status_code == 200
        assert f'href="{SITE}?ky=2026-11"' in client.get(PUBLIC).text


def test_once_a_period_is_over_its_line_has_no_fields_and_takes_none(
    client: ProofreadingClient, people: Speakers
) -> None:
    client.sign_in(people.chair)
    client.post_form(SCHEDULE, PLAN)
    with later(1):
        client.sign_in(people.chair)
        page = client.get(SCHEDULE).text
        assert 'name="way-2026-11"' not in page
        assert 'name="way-2026-12"' in page
        client.post_form(SCHEDULE, {**PLAN, "day-2026-11": "2027-02-01"})
        assert "15/12/2026" in words(client, SCHEDULE)


def test_what_does_not_fit_is_said_at_its_line(
    client: ProofreadingClient, people: Speakers
) -> None:
    client.sign_in(people.chair)
    for day, fault in (
        ("", "Xin ghi ngày"),
        ("2026-11-30", "sau ngày chốt"),
        ("2028-01-01", "quá"),
    ):
        page = client.post_form(SCHEDULE, {**PLAN, "day-2026-11": day})
        assert page.status_code == 422
        assert fault in page.text
    assert "công bố ngày 15/12/2026" not in words(client, PUBLIC)


def test_a_fourth_trial_is_refused(
    client: ProofreadingClient, database: Database, people: Speakers
) -> None:
    with database.writing() as session:
        seed(session, people.chair.authority_id, 2027, 1)
    client.sign_in(people.chair)
    months = {f"way-2027-{n:02}": "trial" for n in range(1, 5)}
    page = client.post_form(f"{SCHEDULE}?nam=2027", months)
    assert page.status_code == 422
    assert "nhiều hơn mức cho phép" in page.text
    del months["way-2027-04"]
    assert client.post_form(f"{SCHEDULE}?nam=2027", months).status_code == 303


def test_others_read_the_days_and_fix_none(
    client: ProofreadingClient, database: Database, people: Speakers
) -> None:
    for person in (people.coordinator, people.colleague):
        client.sign_in(person)
        page = client.get(SCHEDULE).text
        assert "Tháng 11/2026" in page
        assert "<select" not in page
        token = client.post_form("/console/mat-khau", {}).text
        csrf = token.partition('name="csrf_token" value="')[2].partition('"')[0]
        assert client.post(SCHEDULE, data={**PLAN, "csrf_token": csrf}).status_code == 403


def test_everyone_reads_the_schedule_of_any_year(
    client: ProofreadingClient, people: Speakers
) -> None:
    assert "Không có kỳ nào" in words(client, f"{PUBLIC}?nam=2030")
    assert "2026" in words(client, f"{PUBLIC}?nam=never&lang=en")
    assert client.get("/c/khong-co/lich-cong-bo").status_code == 404
