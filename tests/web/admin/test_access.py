"""Three people at every set-up page, administrator, officer, stranger; and the neighbour."""

import pytest
from flask import Flask

from portal.web.admin.blueprints import ADMIN
from tests.proofreading import ProofreadingClient
from tests.web.admin.house import House, press

PAGES = [
    "/admin/places",
    "/admin/places/{point}",
    "/admin/places/{point}/qr.svg",
    "/admin/places/{point}/qr.png",
    "/admin/posters",
    "/admin/posters/notice",
    "/admin/posters/{poster}",
    "/admin/posters/print/{batch}",
    "/admin/posters/print/{batch}/all.pdf",
    "/admin/posters/print/{batch}.zip",
    "/admin/kiosks",
    "/admin/units",
    "/admin/units/{unit}",
    "/admin/villages",
    "/admin/villages/{village}",
    "/admin/staff",
    "/admin/staff/new",
    "/admin/staff/{staff}",
    "/admin/staff/import",
    "/admin/staff/template.xlsx",
    "/admin/procedures",
    "/admin/calendar",
    "/admin/calendar/day",
    "/admin/calendar/swap",
    "/admin/calendar/year",
    "/admin/calendar/moves",
    "/admin/terms",
    "/admin/terms/classify",
    "/admin/terms/longest",
    "/admin/terms/soon",
    "/admin/terms/grossly-late",
    "/admin/terms/inquiry",
    "/admin/terms/praise",
    "/admin/terms/explain",
    "/admin/thu-bao",
    "/admin/commune",
    "/admin/commune/survey/stop",
    "/admin/commune/survey/begin",
]
BUTTONS = [
    "/admin/places/{point}/revoke",
    "/admin/places/{point}/restore",
    "/admin/kiosks/new",
    "/admin/kiosks/file",
    "/admin/kiosks/{kiosk}/revoke",
    "/admin/units/{unit}/close",
    "/admin/units/{unit}/reopen",
    "/admin/villages/{village}/close",
    "/admin/villages/{village}/reopen",
    "/admin/procedures/{procedure}/close",
    "/admin/procedures/{procedure}/reopen",
    "/admin/staff/{staff}/link",
    "/admin/staff/{staff}/close",
    "/admin/staff/{staff}/reopen",
    "/admin/calendar/2026-11-24/switch",
    "/admin/places/new",
    "/admin/posters/notice",
    "/admin/posters/print",
    "/admin/posters/{poster}/revoke",
    "/admin/posters/print/{batch}/hung",
    "/admin/thu-bao/khoa",
    "/admin/thu-bao/1/gui-lai",
    "/admin/thu-bao/1/bo",
]
OF_ONE_ROW = [url for url in PAGES + BUTTONS if "{" in url]


def _url(pattern: str, house: House) -> str:
    return pattern.format(
        point=house.point_id,
        unit=house.unit_id,
        kiosk=house.kiosk_id,
        village=house.village_id,
        procedure=house.procedure_id,
        staff=house.officer.id,
        poster=house.poster_id,
        batch=house.batch,
    )


def test_every_set_up_route_is_tried_here(app: Flask, mine: House) -> None:
    routes = app.url_map.bind("gopy.example")
    tried = {routes.match(_url(pattern, mine), method="GET")[0] for pattern in PAGES}
    tried |= {routes.match(_url(pattern, mine), method="POST")[0] for pattern in BUTTONS}
    names = {bp.name for bp in ADMIN} - {"setup"}
    own = {rule.endpoint for rule in app.url_map.iter_rules()}
    own = {endpoint for endpoint in own if endpoint.partition(".")[0] in names}
    assert own - tried == {"places.start", "poster_log.photo"}


@pytest.mark.parametrize("pattern", PAGES)
def test_the_administrator_reads_a_good_page(
    admin: ProofreadingClient, mine: House, pattern: str
) -> None:
    assert admin.get(_url(pattern, mine)).status_code == 200


def test_the_pages_exist_in_english_too(admin: ProofreadingClient, mine: House) -> None:
    for pattern in PAGES:
        assert admin.get(_url(pattern, mine), query_string={"lang": "en"}).status_code == 200


def test_an_officer_may_open_none_of_it(client: ProofreadingClient, mine: House) -> None:
    client.sign_in(mine.officer)
    statuses = {pattern: client.get(_url(pattern, mine)).status_code for pattern in PAGES}
    statuses |= {pattern: press(client, _url(pattern, mine)).status_code for pattern in BUTTONS}
    assert set(statuses.values()) == {403}, statuses


def test_a_stranger_is_asked_to_sign_in(client: ProofreadingClient, mine: House) -> None:
    for pattern in PAGES:
        response = client.get(_url(pattern, mine))
        assert response.status_code == 303
        assert response.location.startswith("/dang-nhap?next=/admin/")
    for pattern in BUTTONS:
        assert client.post(_url(pattern, mine)).location == "/dang-nhap"


def test_a_neighbouring_commune_s_rows_do_not_exist(
    admin: ProofreadingClient, other: House
) -> None:
    for pattern in OF_ONE_ROW:
        url = _url(pattern, other)
        assert pattern not in PAGES or admin.get(url).status_code == 404, url
        assert press(admin, url).status_code in {404, 405}, url


def test_a_button_without_its_form_does_nothing(admin: ProofreadingClient, mine: House) -> None:
    for pattern in BUTTONS:
        assert admin.post(_url(pattern, mine)).status_code == 400


def test_the_first_page_is_the_list_of_places(admin: ProofreadingClient) -> None:
    assert admin.get("/admin/").location == "/admin/places"
