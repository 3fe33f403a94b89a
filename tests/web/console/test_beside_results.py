"""People served and incidents: entered on their pages, read beside the results."""

from collections.abc import Iterator
from io import BytesIO

import pytest
import time_machine

from portal.db import Database
from portal.keys import Keys
from tests.portal.reports.world import NOW, World, make_world
from tests.proofreading import ProofreadingClient
from tests.web.console.people import People, make_people

SERVED = "/console/khao-sat/luot-phuc-vu?ky=2026-10"
INCIDENTS = "/console/khao-sat/su-co"
RESULTS = "/console/ket-qua?ky=2026-10"


@pytest.fixture(autouse=True)
def _on_that_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def world(database: Database, keys: Keys) -> World:
    return make_world(database, keys)


@pytest.fixture
def people(database: Database, world: World) -> People:
    with database.writing() as session:
        return make_people(session, world)


@pytest.fixture
def coordinator(client: ProofreadingClient, people: People) -> ProofreadingClient:
    client.sign_in(people.coordinator)
    return client


def counts(world: World, *numbers: str) -> dict[str, str]:
    points = world.commune.points
    return {f"point_{point.id}": n for point, n in zip(points, numbers, strict=True)}


def test_the_response_rate_stands_beside_the_results(
    coordinator: ProofreadingClient, world: World
) -> None:
    assert "chưa ai nhập số lượt phục vụ" in coordinator.get(RESULTS).text
    answer = coordinator.post_form(SERVED, counts(world, "100", "20", "32"))
    assert answer.status_code == 303, answer.text
    page = coordinator.get(RESULTS).text
    # 12 + 6 of 120 at the centre, 8 of 32 at the clinic.
    for share in ("<b>15%</b>", "<b>25%</b>", "<b>12%</b>", "<b>30%</b>"):
        assert share in page
    assert 'value="100"' in coordinator.get(SERVED).text


def test_more_ratings_than_people_is_said_and_no_rate_is_shown(
    coordinator: ProofreadingClient, world: World
) -> None:
    coordinator.post_form(SERVED, counts(world, "100", "20", "3"))
    assert "số phiếu nhiều hơn số người" in coordinator.get(RESULTS).text


def test_a_counter_that_was_rated_and_has_no_number_leaves_its_unit_unknown(
    coordinator: ProofreadingClient, world: World
) -> None:
    coordinator.post_form(SERVED, counts(world, "100", "", "32"))
    page = coordinator.get(RESULTS).text
    assert "<b>25%</b>" in page
    assert "<b>15%</b>" not in page


def test_a_number_that_does_not_fit_comes_back(
    coordinator: ProofreadingClient, world: World
) -> None:
    page = coordinator.post_form(SERVED, counts(world, "100", "-1", "x"))
    assert page.status_code == 422
    assert 'value="100"' in page.text


def test_numbers_are_taken_over_from_a_file(coordinator: ProofreadingClient, world: World) -> None:
    address = SERVED.replace("luot-phuc-vu", "luot-phuc-vu/tep")
    csrf = coordinator.post_form(SERVED, counts(world, "", "", ""))
    assert csrf.status_code == 303

    def upload(text: str) -> int:
        token = coordinator.get(SERVED).text.partition('name="csrf_token" value="')[2]
        data = {
            "csrf_token": token.partition('"')[0],
            "table": (BytesIO(text.encode()), "so-luot.csv"),
        }
        return coordinator.post(address, data=data).status_code

    assert upload("Quầy;Số lượt\nQuầy 9;5\n") == 422
    assert upload("Quầy;Số lượt\nBàn tiếp đón;32\n") == 303
    assert "<b>25%</b>" in coordinator.get(RESULTS).text


def test_an_incident_stands_beside_the_results_of_its_period(
    coordinator: ProofreadingClient, client: ProofreadingClient, people: People, world: World
) -> None:
    point = world.commune.points[0].id
    note = {"on_day": "2026-10-07", "words": "Cổng DVCQG lỗi", "counter": str(point)}
    hours = {"from_time": "09:00", "to_time": "11:00"}
    assert coordinator.post_form(INCIDENTS, {**note, **hours}).status_code == 303
    everywhere = {**note, "words": "Mất điện", "counter": ""}
    assert coordinator.post_form(INCIDENTS, everywhere).status_code == 303
    page = coordinator.get(RESULTS).text
    assert "09:00–11:00" in page
    assert "Quầy 1: Cổng DVCQG lỗi" in page
    assert "Mất điện" not in coordinator.get("/console/ket-qua?ky=2026-09").text
    wrong = coordinator.post_form(INCIDENTS, {**note, "from_time": "09:00"})
    assert wrong.status_code == 422
    assert "Xin ghi cả hai giờ" in wrong.text
    # A counter is one person: who may not see counters reads only what concerns all.
    client.sign_in(people.colleague)
    page = client.get(RESULTS).text
    assert "Mất điện" in page
    assert "Cổng DVCQG lỗi" not in page
    assert "Quầy 1" not in page


def test_a_note_is_taken_back(coordinator: ProofreadingClient) -> None:
    note = {"on_day": "2026-10-07", "words": "Chuột cắn dây", "counter": ""}
    coordinator.post_form(INCIDENTS, note)
    page = coordinator.get(INCIDENTS).text
    address = page.partition(f'action="{INCIDENTS}/')[2].partition('"')[0]
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    answer = coordinator.post(f"{INCIDENTS}/{address}", data={"csrf_token": token})
    assert answer.status_code == 303
    assert "Chuột cắn dây" not in coordinator.get(INCIDENTS).text


def test_others_find_neither_page(client: ProofreadingClient, people: People) -> None:
    for person, statuses in (
        (people.colleague, (403, 403)),
        (people.clerk, (403, 200)),
        (people.coordinator, (200, 200)),
    ):
        client.sign_in(person)
        for query in ("", "?lang=en"):
            found = client.get(SERVED.partition("?")[0] + query), client.get(INCIDENTS + query)
            assert tuple(page.status_code for page in found) == statuses
