"""A unit writes, the coordinator judges, the board says who is late."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from sqlalchemy import event, update

from portal.db import Database
from portal.keys import Keys
from portal.offices.kinds import Role, UnitKind
from portal.offices.models import Authority, Staff, Unit
from portal.reports.models import Period
from portal.reports.unitparts.reminding import remind
from tests.builders import make_staff, make_unit
from tests.portal.reports.world import NOW, OCTOBER, World, make_world
from tests.proofreading import ProofreadingClient, hidden_fields
from tests.web.console.people import People, make_people
from tests.web.public.reading import rows, words

OWN = f"/console/phan-bao-cao/{OCTOBER}"
BOARD = f"/console/ky-bao-cao/don-vi/{OCTOBER}"
TEXTS = {"done": "Đã mở thêm một quầy.", "causes": "", "difficulties": "", "proposals": ""}


@pytest.fixture(autouse=True)
def _on_that_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def world(database: Database, keys: Keys) -> World:
    world = make_world(database, keys)
    with database.writing() as session:
        october = (Period.authority_id == world.authority_id) & (Period.key == OCTOBER)
        session.execute(update(Period).where(october).values(due_down_on=date(2026, 11, 22)))
    return world


@pytest.fixture
def people(database: Database, world: World) -> People:
    with database.writing() as session:
        return make_people(session, world)


@pytest.fixture
def head(database: Database, world: World) -> Staff:
    """The head of the colleague's unit."""
    with database.writing() as session:
        ours = session.get_one(Authority, world.authority_id)
        unit = session.get_one(Unit, world.commune.units[1].id)
        return make_staff(session, ours, "head", Role.UNIT_HEAD, unit=unit)


def part_url(world: World, unit: int = 1) -> str:
    return f"{BOARD}/{world.commune.units[unit].id}"


def test_a_part_is_written_sent_returned_and_accepted(
    client: ProofreadingClient, world: World, people: People, head: Staff
) -> None:
    client.sign_in(people.colleague)
    assert client.post_form(OWN, {**TEXTS, "act": "keep"}).status_code == 303
    client.sign_in(head)
    assert "Đã mở thêm một quầy." in client.get(OWN).text
    client.sign_in(people.coordinator)
    assert client.get(part_url(world)).status_code == 404  # a draft is the unit's own
    client.sign_in(head)
    assert client.post_form(OWN, {**TEXTS, "act": "send"}).status_code == 303
    client.sign_in(people.coordinator)
    assert rows(client, BOARD)["Trạm Y tế"][0] == "đã gửi"
    page = client.get(part_url(world)).text
    back = {**hidden_fields(page), "seen": "2", "note": "Thiếu số liệu."}
    assert client.post(f"{part_url(world)}/tra-lai", data=back).status_code == 303
    client.sign_in(people.colleague)
    assert "Thiếu số liệu." in words(client, OWN)
    client.post_form(OWN, {**TEXTS, "act": "send"})
    client.sign_in(people.coordinator)
    fields = {**hidden_fields(client.get(part_url(world)).text), "seen": "4"}
    assert client.post(f"{part_url(world)}/nhan", data=fields).status_code == 303
    assert rows(client, BOARD)["Trạm Y tế"][0] == "đã nhận"


def test_two_writers_lose_nothing(client: ProofreadingClient, people: People, head: Staff) -> None:
    client.sign_in(head)
    client.post_form(OWN, {**TEXTS, "act": "keep"})
    old = hidden_fields(client.get(OWN).text)
    client.sign_in(people.colleague)
    client.post_form(OWN, {**TEXTS, "done": "Bản của đồng nghiệp.", "act": "keep"})
    client.sign_in(head)
    token = hidden_fields(client.get(OWN).text)["csrf_token"]
    mine = {**old, "csrf_token": token, **TEXTS, "done": "Bản của tôi.", "act": "keep"}
    answer = client.post(OWN, data=mine)
    assert answer.status_code == 409
    assert "Bản của tôi." in answer.text
    assert "Bản của đồng nghiệp." in answer.text
    again = {**mine, "seen": hidden_fields(answer.text)["seen"]}
    assert client.post(OWN, data=again).status_code == 303
    assert "Bản của tôi." in client.get(OWN).text


def test_the_reminder_stands_at_the_top_until_the_part_is_sent(
    client: ProofreadingClient, database: Database, people: People
) -> None:
    client.sign_in(people.colleague)
    assert "Phần báo cáo của đơn vị: Tháng 10/2026" not in words(client, "/console/")
    with database.writing() as session:
        remind(session, NOW.date())
    assert "Phần báo cáo của đơn vị: Tháng 10/2026 – hạn ngày 22/11/2026" in words(
        client, "/console/"
    )
    client.post_form(OWN, {**TEXTS, "act": "send"})
    assert "Phần báo cáo của đơn vị: Tháng 10/2026" not in words(client, "/console/")


def test_what_is_missing_is_said_and_keeps_what_was_typed(
    client: ProofreadingClient, people: People
) -> None:
    client.sign_in(people.colleague)
    answer = client.post_form(OWN, {**TEXTS, "done": "", "causes": "Thiếu người", "act": "send"})
    assert answer.status_code == 422
    assert 'id="done-error"' in answer.text
    assert "Thiếu người" in answer.text


def test_each_stays_at_the_own_desk(
    client: ProofreadingClient, world: World, people: People, head: Staff
) -> None:
    client.sign_in(head)
    client.post_form(OWN, {**TEXTS, "act": "send"})
    for page in (BOARD, part_url(world)):
        assert client.get(page).status_code == 403
    client.sign_in(people.stranger)
    for page in (BOARD, part_url(world)):
        assert client.get(page).status_code == 404
    client.sign_in(people.coordinator)
    assert client.get(OWN).status_code == 403
    assert client.get(part_url(world, 0)).status_code == 404
    for query in ("", "?lang=en"):
        assert client.get(part_url(world) + query).status_code == 200
        assert client.get(BOARD + query).status_code == 200
    client.sign_in(people.colleague)
    for page in ("/console/phan-bao-cao", "/console/phan-bao-cao?lang=en", f"{OWN}?lang=en"):
        assert client.get(page).status_code == 200
    assert client.get("/console/phan-bao-cao/2031-01").status_code == 404


def test_the_board_costs_the_same_for_any_number_of_units(
    client: ProofreadingClient, database: Database, world: World, people: People
) -> None:
    statements: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    client.sign_in(people.coordinator)
    counted = []
    for more in (0, 10):
        with database.writing() as session:
            ours = session.get_one(Authority, world.authority_id)
            for number in range(more):
                make_unit(session, ours, f"Phòng {number}")
        statements.clear()
        assert client.get(BOARD).status_code == 200
        counted.append(len(statements))
    assert counted[0] == counted[1]


def test_a_unit_that_is_not_the_communes_own_is_not_asked(
    client: ProofreadingClient, database: Database, world: World
) -> None:
    with database.writing() as session:
        ours = session.get_one(Authority, world.authority_id)
        police = make_unit(session, ours, "Công an", UnitKind.VERTICAL)
        officer = make_staff(session, ours, "police", Role.CASE_OFFICER, unit=police)
    client.sign_in(officer)
    assert rows(client, "/console/phan-bao-cao") == {}
    assert client.get(OWN).status_code == 404
