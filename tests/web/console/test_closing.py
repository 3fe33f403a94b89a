"""Closing a period and correcting it: by whom it may, readable by everybody."""

from collections.abc import Iterator

import pytest
import time_machine

from portal.db import Database
from portal.keys import Keys
from tests.portal.reports.world import NOW, OCTOBER, World, make_world
from tests.proofreading import ProofreadingClient
from tests.web.console.people import People, make_people
from tests.web.public.reading import words

RESULTS = f"/console/ket-qua?ky={OCTOBER}"
CLOSE = f"/console/ky-bao-cao/chot/{OCTOBER}"
ERRATUM = f"/console/ky-bao-cao/dinh-chinh/{OCTOBER}"
WRONG = {"figure": "received", "is_now": "7", "reason": "Một đơn ghi nhầm sang tháng sau."}


@pytest.fixture(autouse=True)
def _on_that_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def people(database: Database, keys: Keys) -> People:
    world: World = make_world(database, keys)
    with database.writing() as session:
        return make_people(session, world)


def close(client: ProofreadingClient) -> int:
    page = client.get(RESULTS).text
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    return client.post(CLOSE, data={"csrf_token": token}).status_code


def test_the_coordinator_closes_a_period_and_sees_it(
    client: ProofreadingClient, people: People
) -> None:
    client.sign_in(people.coordinator)
    assert "Chốt kỳ này" in words(client, RESULTS)
    assert close(client) == 303
    page = words(client, RESULTS)
    assert (
        "Số liệu được lưu ngày 20/11/2026; việc xảy ra sau đó không làm thay đổi (Coordinator)"
        in page
    )
    assert "Chốt kỳ này" not in page


def test_an_erratum_is_read_by_everybody(client: ProofreadingClient, people: People) -> None:
    client.sign_in(people.coordinator)
    close(client)
    assert client.post_form(ERRATUM, WRONG).status_code == 303
    words_of_it = "Nhận trong kỳ: đã ghi 6, số đúng là 7. Một đơn ghi nhầm sang tháng sau."
    assert words_of_it in words(client, RESULTS)
    client.delete_cookie("session")
    public = words(client, f"/c/xa-suoi-mo/?ky={OCTOBER}")
    assert words_of_it in public
    assert "Mã kiểm chứng" in public
    assert "Coordinator" not in public


def test_what_would_give_a_few_away_is_explained(
    client: ProofreadingClient, people: People
) -> None:
    client.sign_in(people.coordinator)
    close(client)
    page = client.post_form(ERRATUM, {**WRONG, "figure": "responses", "is_now": "27"})
    assert page.status_code == 422
    assert "làm lộ người đã trả lời" in page.text
    assert WRONG["reason"] in page.text


def test_a_colleague_closes_and_corrects_nothing(
    client: ProofreadingClient, people: People
) -> None:
    client.sign_in(people.colleague)
    assert "Chốt kỳ này" not in words(client, RESULTS)
    assert close(client) == 403
    assert client.get(ERRATUM).status_code == 403


def test_a_stranger_finds_no_such_period(client: ProofreadingClient, people: People) -> None:
    client.sign_in(people.stranger)
    page = client.get("/console/ky-bao-cao").text
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    assert client.post(CLOSE, data={"csrf_token": token}).status_code == 404
    assert client.get(ERRATUM).status_code == 404


def test_the_pages_speak_english_too(client: ProofreadingClient, people: People) -> None:
    client.sign_in(people.coordinator)
    close(client)
    assert "Put the erratum beside the figures" in words(client, f"{ERRATUM}?lang=en")
