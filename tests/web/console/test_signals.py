"""Signals in plain words for leaders, and matters that the chairperson alone may see."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from sqlalchemy.orm import Session

from portal.db import Database
from portal.keys import Keys
from portal.offices.kinds import Role
from portal.offices.models import Authority, Unit
from portal.ratings.contents import Contents
from portal.ratings.folding import fold
from portal.ratings.signals import store
from portal.ratings.signals.models import Matter
from tests.builders import make_authority, make_staff
from tests.portal.ratings.builders import rate
from tests.portal.reports.world import NOW, World, make_world
from tests.proofreading import ProofreadingClient
from tests.web.citizen.builders import fields_of
from tests.web.console.people import make_people

SIGNALS, MATTERS = "/console/tin-hieu", "/console/xac-minh"
RESULTS = "/console/ket-qua?ky=2026-10"
WORDS = "Đã kiểm tra sổ thu phí, không thấy thu thêm."


@pytest.fixture(autouse=True)
def _on_that_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def world(database: Database, keys: Keys) -> World:
    world = make_world(database, keys)
    with database.writing() as session:
        _fill(session, world)
    return world


def _fill(session: Session, world: World) -> None:
    ours = world.authority_id
    for point, signal, days in ((0, "top_leap", 2), (2, "stood_beside", 0)):
        row = {
            "service_point_id": world.commune.points[point].id,
            "half_month_on": date(2026, 10, 15),
            "signal": signal,
            "authority_id": ours,
            "days": days,
        }
        store.add_signals(session, [row])
    for n, unit, due in ((7, world.commune.units[0].id, 10), (2, None, 30)):
        store.add_matters(
            session,
            [
                Matter(
                    authority_id=ours,
                    subject="extra_payment",
                    unit_id=unit,
                    n=n,
                    released_on=date(2026, 10, 26),
                    due_on=date(2026, 11, due),
                )
            ],
        )


def sign_in(client: ProofreadingClient, database: Database, world: World, *roles: Role) -> None:
    with database.writing() as session:
        authority = session.get_one(Authority, world.authority_id)
        unit = session.get_one(Unit, world.commune.units[1].id)
        staff = make_staff(session, authority, "-".join(roles), *roles, unit=unit)
    client.sign_in(staff)


def test_leaders_read_what_was_seen_and_what_to_check(
    client: ProofreadingClient, database: Database, world: World
) -> None:
    sign_in(client, database, world, Role.CHAIRPERSON)
    page = client.get(SIGNALS).text
    assert "15/10/2026 – 31/10/2026" in page
    assert "nhiều hơn hẳn so với những tuần trước" in page
    assert "trong 2 ngày" in page
    assert "người phục vụ đứng cạnh khi họ đánh giá" in page
    assert "Hỏi xem hôm ấy có gì khác" in page
    assert "Signals" in client.get(f"{SIGNALS}?lang=en").text


def test_what_concerns_ones_own_unit_is_for_other_leaders(
    client: ProofreadingClient, database: Database, world: World
) -> None:
    sign_in(client, database, world, Role.REFORM_COORDINATOR)
    page = client.get(SIGNALS).text
    assert "Quầy 1" in page
    assert "Bàn tiếp đón" not in page
    assert "đơn vị của Ông/Bà (Trạm Y tế)" in page


def test_officials_clerks_and_strangers_see_neither(
    client: ProofreadingClient, database: Database, world: World
) -> None:
    with database.writing() as session:
        people = make_people(session, world)
    for person in (people.colleague, people.clerk):
        client.sign_in(person)
        assert {client.get(page).status_code for page in (SIGNALS, MATTERS)} == {403}
    client.sign_in(people.stranger)
    assert "Quầy 1" not in client.get(SIGNALS).text


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.CHAIRPERSON}))
def test_matters_are_for_the_chairperson_alone(
    client: ProofreadingClient, database: Database, world: World, role: Role
) -> None:
    sign_in(client, database, world, role)
    assert client.get(MATTERS).status_code == 403
    assert client.get(f"{MATTERS}/1").status_code == 403
    assert MATTERS not in client.get("/console/", follow_redirects=True).text


def test_the_chairperson_sees_how_many_in_steps_and_what_is_overdue(
    client: ProofreadingClient, database: Database, world: World
) -> None:
    sign_in(client, database, world, Role.CHAIRPERSON)
    page = client.get(MATTERS).text
    assert "ít nhất 5 người · Trung tâm Phục vụ hành chính công" in page
    assert "dưới 5 người · toàn địa phương; quá ít người để nêu tên đơn vị" in page
    assert page.count("quá hạn") == 1
    assert "26/10/2026" in page


def test_a_conclusion_is_kept_with_its_author_and_only_once(
    client: ProofreadingClient, database: Database, world: World
) -> None:
    sign_in(client, database, world, Role.CHAIRPERSON)
    assert client.post_form(f"{MATTERS}/1", {"conclusion": " "}).status_code == 422
    form = {**fields_of(client.get(f"{MATTERS}/1").text), "conclusion": WORDS}
    assert client.post(f"{MATTERS}/1", data=form).status_code == 303
    page = client.get(MATTERS).text
    assert WORDS in page
    assert "Chairperson" in page
    assert "quá hạn" not in page
    assert WORDS in client.get(f"{MATTERS}/1").text
    assert client.post(f"{MATTERS}/1", data=form).status_code == 409
    assert client.get(f"{MATTERS}/99").status_code == 404


def test_another_communes_matter_does_not_exist(
    client: ProofreadingClient, database: Database, world: World
) -> None:
    with database.writing() as session:
        theirs = make_authority(session, slug="phuong-ben-da", code="99002")
        stranger = make_staff(session, theirs, "stranger", Role.CHAIRPERSON)
    client.sign_in(stranger)
    assert client.get(f"{MATTERS}/1").status_code == 404
    assert "Trung tâm" not in client.get(MATTERS).text


def test_results_stand_with_and_without_the_flagged(
    client: ProofreadingClient, database: Database, world: World, keys: Keys
) -> None:
    sign_in(client, database, world, Role.CHIEF_OF_OFFICE)
    assert "Không tính phiếu có dấu hiệu lạ" not in client.get(RESULTS).text
    flagged = Contents({"overall": 5}, flag="cadence")
    day = datetime(2026, 10, 8, 3, tzinfo=UTC)
    rate(database, keys, world.commune, day, contents=flagged, times=10)
    fold(database, keys)
    page = client.get(RESULTS).text
    assert "cách nhau quá đều (10)" in page
    assert "92% (của 36 người)" in page
    assert "88% (của 26 người)" in page
    assert SIGNALS in page
