"""Remedial plans on the console: who opens, who acts, what bad input and old pages do."""

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask

from portal.db import Database
from portal.remedies.doing import finish
from portal.remedies.kinds import MeasureState
from portal.remedies.models import RemedyFinding, RemedyMeasure, RemedyPlan
from portal.reports import periods
from tests.conftest import NOW
from tests.portal.remedies.office import Office, a_finding, a_measure, at, make_office
from tests.proofreading import ProofreadingClient
from tests.web.public.reading import words

ROOT = "/console/khac-phuc"
# Pages under the root: every reader's, then those of planners alone.
READ = (
    *("", "/1", "/1/in", "/1/ke-hoach.docx", "/bien-phap", "/bien-phap.xlsx", "/bien-phap.csv"),
    *("/bien-phap/1", "/bien-phap/1/tien-do", "/bien-phap/1/xong"),
)
PLAN = (
    *("/moi", "/1/sua", "/1/phat-hien", "/phat-hien/1/sua", "/phat-hien/1/so-lieu"),
    *("/phat-hien/1/vu-viec", "/phat-hien/1/bien-phap", "/bien-phap/1/doi-ngay"),
    *("/bien-phap/1/ban-giao", "/bien-phap/2/kiem-tra-lai"),
)
POSTED = {
    "/phat-hien/<int:finding_id>/bo",
    "/phat-hien/<int:finding_id>/so-lieu/<int:figure_id>/bo",
    "/phat-hien/<int:finding_id>/vu-viec/<reference>/bo",
}
# Pages that belong to no plan of a commune, so that a stranger sees their own.
GENERAL = {"", "/bien-phap", "/bien-phap.xlsx", "/bien-phap.csv", "/moi"}
HEAD = {"title": "Sau đối thoại", "occasion": "dialogue", "occasion_on": "2026-11-10"}
SUNDAY = {"words": "Thêm ghế chờ.", "staff_id": "", "due_on": "2026-11-29"}


@pytest.fixture(autouse=True)
def _on_that_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def office(database: Database) -> Office:
    """A plan with a measure under way (1) and one that waits for a re-check (2)."""
    with database.writing() as session:
        office = make_office(session)
        finding = a_finding(session, office, NOW)
        a_measure(session, office, NOW, finding=finding)
        told = a_measure(session, office, NOW, finding=finding)
        finish(session, at(office.head, told), "Đã xong.", now=NOW)
    return office


def test_readers_read_and_planners_plan_in_both_languages(
    client: ProofreadingClient, office: Office
) -> None:
    for reader in (office.head, office.observer):
        client.sign_in(reader)
        assert {client.get(ROOT + page).status_code for page in READ} == {200}
        assert {client.get(ROOT + page).status_code for page in PLAN} == {403}
    for planner in (office.coordinator, office.chair):
        client.sign_in(planner)
        for page in (*READ, *PLAN):
            for query in ("", "?lang=en"):
                assert client.get(ROOT + page + query).status_code == 200, page


def test_a_stranger_finds_nothing_whatever_they_may_at_home(
    client: ProofreadingClient, office: Office
) -> None:
    client.sign_in(office.stranger)
    found = {page: client.get(ROOT + page).status_code for page in (*READ, *PLAN)}
    assert {page for page, status in found.items() if status == 200} == GENERAL
    assert {found[page] for page in found.keys() - GENERAL} == {404}
    assert "Khắc phục sau đánh giá" not in client.get(ROOT).text


def test_nobody_without_a_session_opens_it(client: ProofreadingClient, office: Office) -> None:
    assert office.centre.id
    assert {client.get(ROOT + page).status_code for page in (*READ, *PLAN)} == {303}


def test_every_page_of_plans_is_tried_here(app: Flask) -> None:
    routes = [str(rule) for rule in app.url_map.iter_rules() if str(rule).startswith(ROOT)]
    assert len(routes) == len(READ) + len(PLAN) + len(POSTED) - 1  # xlsx and csv are one
    assert {route.removeprefix(ROOT) for route in routes if route.endswith("/bo")} == POSTED


def test_a_plan_grows_from_its_head_to_a_measure_due_on_a_rest_day(
    client: ProofreadingClient, database: Database, office: Office
) -> None:
    client.sign_in(office.coordinator)
    made = client.post_form(f"{ROOT}/moi", HEAD)
    assert made.status_code == 303
    plan = made.location
    found = {"words": "Thiếu ghế.", "cause": "Phòng chờ nhỏ."}
    assert client.post_form(f"{plan}/phat-hien", found).status_code == 303
    with database.reading() as session:
        finding = session.get_one(RemedyFinding, 2)
        assert finding.plan_id == session.get_one(RemedyPlan, 2).id
    fields = {**SUNDAY, "unit_id": str(office.centre.id)}
    assert client.post_form(f"{ROOT}/phat-hien/2/bien-phap", fields).status_code == 303
    page = words(client, plan)
    assert "Chủ nhật, 29/11/2026 không phải ngày làm việc (Nghỉ cuối tuần)" in page
    assert "Nguyên nhân: Phòng chờ nhỏ." in page
    assert "Thêm ghế chờ." in page


def test_what_does_not_fit_comes_back_with_what_was_typed(
    client: ProofreadingClient, database: Database, office: Office
) -> None:
    client.sign_in(office.chair)
    unit = {"unit_id": str(office.centre.id)}
    for page, fields, sentence in (
        ("/moi", HEAD | {"occasion_on": "2026-11-21"}, "chưa đến"),
        ("/phat-hien/1/sua", {"words": "Việc mới", "cause": "   "}, "Ô này"),
        ("/phat-hien/1/vu-viec", {"reference": "SM-1"}, "Không có vụ việc này"),
        ("/phat-hien/1/bien-phap", {**SUNDAY, **unit, "due_on": "2026-11-19"}, "Ngày này đã qua"),
        ("/phat-hien/1/bien-phap", {**SUNDAY, "unit_id": "x"}, "Thêm ghế chờ."),
        ("/bien-phap/1/doi-ngay", {"due_on": "2026-11-27", "reason": "Chờ"}, "trùng với ngày"),
        ("/bien-phap/2/kiem-tra-lai", {"outcome": "no", "words": "Chưa đạt"}, "xin chọn ngày"),
    ):
        answer = client.post_form(ROOT + page, fields)
        assert answer.status_code == 422, page
        assert sentence in answer.text, page
        assert next(iter(fields.values())) in answer.text or "words" in fields
    with database.reading() as session:
        assert session.get(RemedyPlan, 2) is None
        assert session.get_one(RemedyMeasure, 2).state == MeasureState.DONE


def test_a_measure_goes_from_note_to_judgement(
    client: ProofreadingClient, database: Database, office: Office
) -> None:
    measure = f"{ROOT}/bien-phap/1"
    client.sign_in(office.head)
    assert "Kiểm tra lại" not in words(client, measure)
    assert client.post_form(f"{measure}/tien-do", {"words": "Đang làm."}).status_code == 303
    client.sign_in(office.chair)
    moved = {"due_on": "2026-12-04", "reason": "Chờ vật tư."}
    assert client.post_form(f"{measure}/doi-ngay", moved).status_code == 303
    assert "27/11/2026 → 04/12/2026 Chờ vật tư." in words(client, measure)
    again = client.post_form(f"{measure}/doi-ngay", {**moved, "due_on": "2026-12-05"})
    assert again.status_code == 422
    assert "đã đổi đủ số lần" in again.text
    client.sign_in(office.head)
    assert client.post_form(f"{measure}/xong", {"words": "Đã mở quầy."}).status_code == 303
    client.sign_in(office.coordinator)
    judged = {"outcome": "yes", "words": "Đã xem tại chỗ."}
    assert client.post_form(f"{measure}/kiem-tra-lai", judged).status_code == 303
    assert "đã kiểm tra: có hiệu quả" in words(client, measure)
    with database.reading() as session:
        assert session.get_one(RemedyMeasure, 1).state == MeasureState.EFFECTIVE


def test_others_change_nothing_and_get_their_words_back(
    client: ProofreadingClient, database: Database, office: Office
) -> None:
    for nosy in (office.colleague, office.observer, office.coordinator):
        client.sign_in(nosy)
        answer = client.post_form(f"{ROOT}/bien-phap/1/xong", {"words": "Lời đã viết"})
        assert answer.status_code == 403
        assert "Chỉ người được giao" in answer.text
        assert "Lời đã viết" in answer.text
    client.sign_in(office.stranger)
    page = client.post_form(f"{ROOT}/moi", {}).text
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    sent = {"csrf_token": token, "version": "1", "words": "Lời đã viết"}
    assert client.post(f"{ROOT}/bien-phap/1/xong", data=sent).status_code == 404
    with database.reading() as session:
        assert session.get_one(RemedyMeasure, 1).state == MeasureState.PLANNED


def test_an_old_page_gives_the_words_back(client: ProofreadingClient, office: Office) -> None:
    client.sign_in(office.head)
    url = f"{ROOT}/bien-phap/1/tien-do"
    assert client.post_form(url, {"words": "Lần một."}).status_code == 303
    answer = client.post_form(url, {"words": "Lần hai.", "version": "1"})
    assert answer.status_code == 409
    assert "Lần hai." in answer.text


def test_the_results_lead_to_a_plan_of_their_period(
    client: ProofreadingClient, database: Database, office: Office
) -> None:
    with database.writing() as session:
        periods.seed(session, office.authority.id, 2026, 1)
    client.sign_in(office.chair)
    assert "khac-phuc/moi?ky=2026-10" in client.get("/console/ket-qua").text
    page = client.get(f"{ROOT}/moi?ky=2026-10").text
    assert "Khắc phục hạn chế qua số liệu Tháng 10/2026" in page
    assert client.get(f"{ROOT}/moi?ky=khong").status_code == 404
