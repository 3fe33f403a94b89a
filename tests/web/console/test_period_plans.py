"""Quarters and yearly sums are picked from the usual plans; two ways to cut one year are told."""

from collections.abc import Iterator

import pytest
import time_machine

from portal.db import Database
from portal.keys import Keys
from tests.portal.reports.world import NOW, make_world
from tests.proofreading import ProofreadingClient
from tests.web.console.people import People, make_people
from tests.web.public.reading import rows, words

LIST = "/console/ky-bao-cao"
PAGE = LIST + "/theo-ke-hoach"


@pytest.fixture(autouse=True)
def _on_that_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def people(database: Database, keys: Keys) -> People:
    world = make_world(database, keys)
    with database.writing() as session:
        return make_people(session, world)


def test_cuts_are_added_and_contradicting_ones_told(
    client: ProofreadingClient, people: People
) -> None:
    client.sign_in(people.coordinator)
    assert "Năm, chốt trong tháng 11 (15/12 – 14/11)" in words(client, PAGE)
    wanted = {"year": "2026", "codes": ["q1", "year", "11m"]}
    assert client.post_form(PAGE, wanted).status_code == 303
    page = words(client, LIST)
    assert "Đã thêm 3 kỳ" in page
    assert "chốt vào ngày khác: Năm, chốt trong tháng 11/2026 (15/12/2025 – 14/11/2026" in page
    listed = rows(client, LIST)["Cả năm/2026"]
    assert "Hạn gửi báo cáo lên trên: 15/12/2026" in listed[3]
    assert "Hai báo cáo về cùng một thời gian" in listed[3]


@pytest.mark.parametrize(
    "change", [{"codes": []}, {"codes": ["q9"]}, {"year": "1999"}, {"year": ""}]
)
def test_what_no_plan_has_is_refused(
    client: ProofreadingClient, people: People, change: dict[str, object]
) -> None:
    client.sign_in(people.coordinator)
    assert client.post_form(PAGE, {"year": "2026", "codes": ["q1"], **change}).status_code == 422


def test_only_those_who_report_may(client: ProofreadingClient, people: People) -> None:
    client.sign_in(people.colleague)
    assert client.get(PAGE).status_code == 403
