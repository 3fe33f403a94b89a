"""Remarks in people's own words: for those who may see counters, of one's own commune."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine

from portal.db import Database
from portal.keys import Keys
from portal.ratings.contents import Contents
from portal.ratings.folding import fold
from tests.portal.ratings.builders import rate
from tests.portal.reports.world import NOW, OCTOBER, World, make_world
from tests.proofreading import ProofreadingClient
from tests.web.console.people import People, make_people

REMARKS = "/console/ket-qua/loi-nhan"


@pytest.fixture(autouse=True)
def _on_that_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def world(database: Database, keys: Keys) -> World:
    world = make_world(database, keys)
    october = datetime(2026, 10, 20, 3, tzinfo=UTC)
    said = Contents(
        {"overall": 2}, purpose="ask", texts={"comment": "Quạt hỏng.\n<b>Nóng</b> lắm!"}
    )
    rate(database, keys, world.commune, october, contents=said, times=5)
    fold(database, keys)
    return world


@pytest.fixture
def people(database: Database, world: World) -> People:
    with database.writing() as session:
        return make_people(session, world)


def test_the_coordinator_reads_remarks(client: ProofreadingClient, people: People) -> None:
    client.sign_in(people.coordinator)
    page = client.get(f"{REMARKS}?ky={OCTOBER}").text
    assert page.count("Quạt hỏng.\n&lt;b&gt;Nóng&lt;/b&gt; lắm!") == 5
    assert "Trung tâm Phục vụ hành chính công" in page
    assert REMARKS in client.get("/console/ket-qua").text


def test_a_period_without_remarks_says_so(client: ProofreadingClient, people: People) -> None:
    client.sign_in(people.coordinator)
    page = client.get(f"{REMARKS}?ky=2026-09").text
    assert "không có ai viết thêm lời nào" in page
    assert client.get(f"{REMARKS}?ky=never").status_code == 404


def test_a_colleague_may_not_read_them_and_a_visitor_signs_in(
    client: ProofreadingClient, people: People
) -> None:
    assert client.get(REMARKS).status_code == 303
    client.sign_in(people.colleague)
    assert client.get(REMARKS).status_code == 403
    assert REMARKS not in client.get("/console/ket-qua").text


def test_a_stranger_reads_nothing_of_ours(client: ProofreadingClient, people: People) -> None:
    client.sign_in(people.stranger)
    page = client.get(f"{REMARKS}?ky={OCTOBER}")
    assert page.status_code == 404
    assert "Quạt" not in page.text
