"""Figures by hand on the console: one enters, another checks, both see the source."""

from datetime import date

import pytest

from portal.db import Database
from portal.offices.kinds import Role
from portal.offices.models import Authority, Staff
from portal.reports import periods
from tests.builders import make_staff
from tests.portal.reports.world import OCTOBER, World
from tests.proofreading import ProofreadingClient, hidden_fields
from tests.web.console.people import People
from tests.web.public.reading import words

PAGE = f"/console/ky-bao-cao/nhap-tay/{OCTOBER}"
EXPORT = "/console/ket-qua/xuat"
FILES = {
    "document": "12/BC-UBND",
    "document_on": "2026-11-03",
    "files_online": "60",
    "files_direct": "40",
}


@pytest.fixture
def chief(database: Database, world: World) -> Staff:
    with database.writing() as session:
        ours = session.get_one(Authority, world.authority_id)
        return make_staff(session, ours, "chief", Role.CHIEF_OF_OFFICE)


def judge(client: ProofreadingClient, decision: str = "check") -> int:
    page = client.get(PAGE).text
    ids = [part.partition('"')[0] for part in page.split('name="figure" value="')[1:]]
    fields = {**hidden_fields(page), "figure": ids, "decision": decision}
    return client.post(f"{PAGE}/kiem-tra", data=fields).status_code


def test_one_enters_and_another_checks(
    client: ProofreadingClient, people: People, chief: Staff
) -> None:
    client.sign_in(people.coordinator)
    assert client.post_form(PAGE, FILES).status_code == 303
    assert "do Ông/Bà nhập: người khác kiểm tra" in words(client, PAGE)
    assert "Nhập tay" not in words(client, f"/console/ket-qua?ky={OCTOBER}")
    client.sign_in(chief)
    assert judge(client) == 303
    told = "Nhập tay, nguồn: 12/BC-UBND ngày 03/11/2026 Chỉ tiêu Giá trị Hồ sơ nhận trực tuyến 60"
    for page in (f"/console/ket-qua?ky={OCTOBER}", f"/c/xa-suoi-mo/?ky={OCTOBER}"):
        shown = words(client, page)
        assert told in shown
        assert shown.count("12/BC-UBND") == 1


def test_one_alone_puts_nothing_in_force(client: ProofreadingClient, people: People) -> None:
    client.sign_in(people.coordinator)
    client.post_form(PAGE, FILES)
    fields = {**hidden_fields(client.get(PAGE).text), "figure": ["1", "2"]}
    assert client.post(f"{PAGE}/kiem-tra", data=fields).status_code == 422
    assert "Nhập tay" not in words(client, f"/console/ket-qua?ky={OCTOBER}")


def test_what_does_not_fit_stays_typed(client: ProofreadingClient, people: People) -> None:
    client.sign_in(people.coordinator)
    for bad, field in (
        ({"document": ""}, "document"),
        ({"document_on": "2031-01-01"}, "document_on"),
        ({"files_online": "-5"}, "files_online"),
        ({"files_online": "", "files_direct": ""}, "document"),
    ):
        answer = client.post_form(PAGE, {**FILES, **bad})
        assert answer.status_code == 422
        assert f'id="{field}-error"' in answer.text
    assert 'value="40"' in client.post_form(PAGE, {**FILES, "document": ""}).text


def test_sums_that_contradict_each_other_are_said_and_write_no_file(
    client: ProofreadingClient, people: People, chief: Staff
) -> None:
    client.sign_in(people.coordinator)
    rest = dict.fromkeys(("files_carried", "files_early", "files_late", "files_open"), "1")
    client.post_form(PAGE, {**FILES, **rest, "files_on_time": "1", "files_overdue": "1"})
    order = {"period": OCTOBER, "format": "appendix", "language": "vi"}
    assert client.post_form(EXPORT, order).status_code == 200
    client.sign_in(chief)
    judge(client)
    answer = client.post_form(EXPORT, order)
    assert answer.status_code == 422
    assert "Các tổng không khớp nên không ghi tệp: 7 II.06a: (3) = (7) + (11) – 101 và 5" in (
        answer.text
    )


def test_others_enter_nothing(client: ProofreadingClient, people: People) -> None:
    client.sign_in(people.stranger)
    assert client.get(PAGE).status_code == 404
    for nobody in (people.colleague, people.clerk):
        client.sign_in(nobody)
        assert client.get(PAGE).status_code == 403
        assert client.post(PAGE, data=FILES).status_code == 403


def test_it_reads_in_english_too(client: ProofreadingClient, people: People) -> None:
    client.sign_in(people.coordinator)
    for group in ("files", "nine", "nonsense"):
        assert client.get(f"{PAGE}?nhom={group}&lang=en").status_code == 200


def test_before_the_portal_a_page_claims_no_nothing(
    client: ProofreadingClient, database: Database, world: World, people: People, chief: Staff
) -> None:
    """What was before the portal was not counted: 0 would say that nobody wrote."""
    span = (date(2025, 5, 1), date(2025, 5, 31), date(2025, 5, 31))
    with database.writing() as session:
        periods.add(session, world.authority_id, periods.PeriodPlan("2025-05", "2025-05", *span))
    page, results = PAGE.replace(OCTOBER, "2025-05"), "/console/ket-qua?ky=2025-05"
    client.sign_in(people.coordinator)
    source = {"document": "7/BC-UBND", "document_on": "2025-06-02", "received": "31"}
    assert client.post_form(f"{page}?nhom=petitions", source).status_code == 303
    client.sign_in(chief)
    html = client.get(page).text
    ids = [part.partition('"')[0] for part in html.split('name="figure" value="')[1:]]
    fields = {**hidden_fields(html), "figure": ids, "decision": "check"}
    assert client.post(f"{page}/kiem-tra", data=fields).status_code == 303
    said = words(client, results)
    assert "Nhập tay, nguồn: 7/BC-UBND ngày 02/06/2025 Chỉ tiêu Giá trị Nhận trong kỳ 31" in said
    assert "Kỳ này chưa có cổng" in said
    assert "Phải giải quyết" not in said


def test_nothing_is_checked_untouched(
    client: ProofreadingClient, people: People, chief: Staff
) -> None:
    client.sign_in(people.coordinator)
    client.post_form(PAGE, FILES)
    client.sign_in(chief)
    html = client.get(PAGE).text
    assert " checked" not in html.partition('aria-labelledby="enter"')[0]
    fields = {**hidden_fields(html), "decision": "check"}
    assert client.post(f"{PAGE}/kiem-tra", data=fields).status_code == 303
    assert "Hãy đánh dấu những số đã đối chiếu với văn bản." in words(client, PAGE)
