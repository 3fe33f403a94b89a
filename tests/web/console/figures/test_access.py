"""Officer in charge, colleague, stranger at every page about figures."""

import pytest
from flask import Flask

from tests.portal.reports.world import World
from tests.proofreading import ProofreadingClient
from tests.web.console.figures.conftest import Speakers

ROOT = "/console/ket-qua"
# Page, and the answers to the coordinator, a colleague of a unit, a clerk, a stranger, the chair.
PAGES = {
    "?ky=2026-10": (200, 200, 403, 404, 200),
    "/don-vi/{unit}?ky=2026-10": (200, 200, 403, 404, 200),
    "/phieu?ky=2026-10": (200, 200, 403, 404, 200),
    "/phieu/{survey}?ky=2026-10": (200, 200, 403, 404, 200),
    "/viec?ky=2026-10": (200, 200, 403, 404, 200),
    "/loi-nhan?ky=2026-10": (200, 403, 403, 404, 200),
    "/loi-nhan/nhan": (200, 403, 403, 200, 200),
    "/muc-tieu": (200, 200, 403, 200, 200),
    "/muc-tieu/moi": (200, 403, 403, 200, 200),
    "/lich-cong-bo": (200, 200, 403, 200, 200),
    "/nhan-xet?ky=2026-10": (403, 403, 403, 403, 200),
    "/quay/{point}?ky=2026-10": (403, 403, 403, 403, 403),
}


@pytest.mark.parametrize("page", PAGES)
def test_each_page_opens_for_whom_it_is(
    client: ProofreadingClient, world: World, people: Speakers, page: str
) -> None:
    address = ROOT + page.format(
        unit=world.commune.units[0].id,
        survey=world.commune.survey_id,
        point=world.commune.points[0].id,
    )
    assert client.get(address).status_code == 303
    everyone = (people.coordinator, people.colleague, people.clerk, people.stranger, people.chair)
    for staff, status in zip(everyone, PAGES[page], strict=True):
        client.sign_in(staff)
        assert client.get(address).status_code == status, staff.username
        if status == 200:
            joint = "&" if "?" in address else "?"
            assert client.get(f"{address}{joint}lang=en").status_code == 200


def test_every_page_about_figures_is_tried_here_or_written_to_elsewhere(app: Flask) -> None:
    written = {
        "/so-lieu/<key>/<code>",
        "/loi-nhan/<comment>/nhan",
        "/loi-nhan/nhan/thuong-dung",
        "/xuat",
    }
    written |= {"/loi-nhan/nhan/<int:tag_id>/cat", "/muc-tieu/<int:target_id>"}
    written |= {"/muc-tieu/<int:target_id>/bo"}
    routes = {
        rule.rule.removeprefix(ROOT)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(ROOT)
    }
    tried = {page.partition("?")[0] for page in PAGES}
    names = {"{unit}": "<int:unit_id>", "{survey}": "<int:survey_id>", "{point}": "<int:point_id>"}
    for short, long in names.items():
        tried = {page.replace(short, long) for page in tried}
    assert routes == tried | written


def test_a_colleague_sees_no_counter_and_the_head_those_of_the_own_unit(
    client: ProofreadingClient, world: World, people: Speakers
) -> None:
    own, other = (f"{ROOT}/don-vi/{unit.id}?ky=2026-10" for unit in world.commune.units)
    client.sign_in(people.colleague)
    for page in (own, other):
        assert "Theo quầy" not in client.get(page).text
    client.sign_in(people.head)
    assert "Quầy 1" in client.get(own).text
    assert "Bàn tiếp đón" not in client.get(other).text
    overview = client.get(f"{ROOT}?ky=2026-10").text
    assert "Quầy 1" in overview
    assert "Bàn tiếp đón" not in overview
