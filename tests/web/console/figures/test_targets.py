"""Targets on their page and beside the figures of their own method."""

import re

from tests.portal.reports.world import OCTOBER
from tests.proofreading import ProofreadingClient
from tests.web.console.figures.conftest import Speakers
from tests.web.public.reading import words

TARGETS = "/console/ket-qua/muc-tieu"
NEW = f"{TARGETS}/moi"
RESULTS = f"/console/ket-qua?ky={OCTOBER}"
GOAL = {
    "object": "procedures",
    "unit_id": "0",
    "method": "walk-up:satisfied-share-pooled/1",
    "percent": "60",
    "source": "Kế hoạch 12/KH-UBND",
    "valid_from": "2026-01-01",
}


def test_a_target_stands_beside_the_figure_of_its_method_only(
    client: ProofreadingClient, people: Speakers
) -> None:
    client.sign_in(people.coordinator)
    assert client.post_form(NEW, GOAL).status_code == 303
    sipas = {**GOAL, "method": "sipas", "percent": "95"}
    assert client.post_form(NEW, sipas).status_code == 303
    page = words(client, RESULTS)
    assert "Mục tiêu 60% (Thủ tục hành chính): đạt" in page
    assert "Kế hoạch 12/KH-UBND" in page
    assert "Mục tiêu 95% (Thủ tục hành chính): không đem so với con số này" in page


def test_a_model_brings_its_number_and_never_its_source(
    client: ProofreadingClient, people: Speakers
) -> None:
    client.sign_in(people.chair)
    assert "Lấy làm mục tiêu của mình" in client.get(TARGETS).text
    form = client.get(f"{NEW}?mau=0").text
    assert 'value="95"' in form
    refused = client.post_form(f"{NEW}?mau=0", {**GOAL, "source": ""})
    assert refused.status_code == 422
    assert client.get(f"{NEW}?mau=99").status_code == 200
    client.sign_in(people.colleague)
    assert "Lấy làm mục tiêu của mình" not in client.get(TARGETS).text


def test_what_does_not_fit_comes_back_with_what_was_typed(
    client: ProofreadingClient, people: Speakers
) -> None:
    client.sign_in(people.coordinator)
    page = client.post_form(NEW, {**GOAL, "percent": "101", "source": "Nghị quyết riêng"})
    assert page.status_code == 422
    assert "Nghị quyết riêng" in page.text
    assert "từ 1 đến 100" in page.text
    client.post_form(NEW, GOAL)
    twice = client.post_form(NEW, {**GOAL, "percent": "70"})
    assert twice.status_code == 422
    assert "từ cùng ngày" in twice.text


def test_a_target_is_changed_and_taken_back(client: ProofreadingClient, people: Speakers) -> None:
    client.sign_in(people.coordinator)
    client.post_form(NEW, GOAL)
    found = re.search(rf'href="({TARGETS}/\d+)"', client.get(TARGETS).text)
    assert found is not None
    edit = found[1]
    assert client.post_form(edit, {**GOAL, "percent": "65"}).status_code == 303
    assert "<b>65%</b>" in client.get(TARGETS).text
    client.sign_in(people.stranger)
    assert client.get(edit).status_code == 404
    client.sign_in(people.coordinator)
    token = client.get(TARGETS).text.partition('name="csrf_token" value="')[2].partition('"')[0]
    assert client.post(f"{edit}/bo", data={"csrf_token": token}).status_code == 303
    assert "Chưa đặt mục tiêu nào" in client.get(TARGETS).text
