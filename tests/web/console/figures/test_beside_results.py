"""People served and incidents: entered on their pages, read beside the results."""

from datetime import UTC, datetime
from io import BytesIO

import pytest

from portal.db import Database
from portal.fieldwork.drafting import Desk
from portal.fieldwork.slips.issuing import say_handed
from portal.keys import Keys
from portal.offices.events import Actor
from portal.ratings.contents import SLIP, Contents
from portal.ratings.folding import fold
from tests.portal.fieldwork.slips.builders import make_slips
from tests.portal.ratings.builders import rate
from tests.portal.reports.world import World
from tests.proofreading import ProofreadingClient, hidden_fields
from tests.web.console.people import People

SERVED = "/console/khao-sat/luot-phuc-vu?ky=2026-10"
INCIDENTS = "/console/khao-sat/su-co"
RESULTS = "/console/ket-qua?ky=2026-10"


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


def test_people_served_are_counted_from_slips_and_said_to_be(
    coordinator: ProofreadingClient, database: Database, keys: Keys, world: World
) -> None:
    take = SERVED.replace("luot-phuc-vu", "luot-phuc-vu/phieu")
    assert "số phiếu đã phát" not in coordinator.get(SERVED).text
    assert coordinator.post_form(SERVED, {}).status_code == 303
    token = hidden_fields(coordinator.get(SERVED).text)
    assert coordinator.post(take, data=token).location.startswith("/console/khao-sat/luot-phuc-vu")
    october = datetime(2026, 10, 7, 3, tzinfo=UTC)
    stack = make_slips(database, keys, october, n=60, commune=world.commune).stack
    desk = Desk(Actor(world.authority_id))
    with database.writing() as session:
        say_handed(session, desk, stack.id, 48, now=october)
    assert "Quầy 1: <b>48</b>" in coordinator.get(SERVED).text
    assert coordinator.post(take, data=token).status_code == 303
    page = coordinator.get(SERVED).text
    assert 'value="48"' in page
    assert "Đếm theo số phiếu đã phát" in page
    results = coordinator.get(RESULTS).text
    assert "<b>25%</b>" in results
    assert "mỗi người một phiếu" in results


def test_ratings_with_slips_are_told_apart_from_those_by_the_sign(
    coordinator: ProofreadingClient, database: Database, keys: Keys, world: World
) -> None:
    assert "26 qua mã ở quầy." in coordinator.get(RESULTS).text
    october = datetime(2026, 10, 7, 3, tzinfo=UTC)
    by_slip = Contents({"overall": 4}, channel=SLIP)
    rate(database, keys, world.commune, october, contents=by_slip, times=5)
    fold(database, keys)
    page = coordinator.get(RESULTS).text
    assert "26 qua mã ở quầy · 5 bằng phiếu dùng một lần." in page


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
