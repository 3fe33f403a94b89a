"""Nobody is stranded: every page of a citizen and every error leads to the commune's first page."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import html5lib
import pytest
import time_machine
from flask import Flask, template_rendered
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.db import Database
from portal.offices.kinds import Role
from portal.offices.models import Authority, ServicePoint
from tests.builders import make_staff, make_survey
from tests.proofreading import ProofreadingClient, hidden_fields
from tests.web.citizen.builders import FILLED, POINT_URL, URL, send

TEMPLATES = Path(__file__).parent.parent.parent.parent / "templates"
FIRST, SITE = "/", "/c/xa-suoi-mo/"
# Whose way back is looked at where they are made.
WALKED_ELSEWHERE = {
    *("citizen/slip_refused.html", "citizen/tracking_sealed.html", "citizen/easy.html"),
    *("citizen/about_leaders.html", "citizen/poster_revoked.html", "citizen/letters.html"),
}
# A tablet at a counter leads nowhere else: the next person must not land in somebody's pages.
WALKED_ELSEWHERE |= {"citizen/kiosk.html", "citizen/kiosk_screens.html"}
RATING = "/q/K7M2QXG"


@pytest.fixture(autouse=True)
def _asked(database: Database, commune: int) -> None:
    with database.writing() as session:
        make_survey(session, session.get_one(Authority, commune))


def house(page: TestResponse) -> str | None:
    """Return where the name above the page leads."""
    document = html5lib.parse(page.text, treebuilder="etree", namespaceHTMLElements=False)
    link = document.find(".//p[@class='house']/a")
    return None if link is None else str(link.get("href"))


def links(page: TestResponse) -> set[str]:
    document = html5lib.parse(page.text, treebuilder="etree", namespaceHTMLElements=False)
    return {link.get("href", "") for link in document.iterfind(".//main//a")}


@contextmanager
def noted(app: Flask) -> Iterator[set[str]]:
    """Yield the names of the templates that pages are made of within the block."""
    seen: set[str] = set()

    def note(_app: Flask, template: Any, **_more: object) -> None:
        seen.add(template.name)

    with template_rendered.connected_to(note, app):
        yield seen


def of_a_rating(client: ProofreadingClient, database: Database) -> Iterator[tuple[str, Any]]:
    yield SITE, client.get(RATING)
    yield SITE, client.post_form(RATING, {})
    yield SITE, client.get(f"{RATING}/de")
    yield SITE, client.get(f"{RATING}/cam-on")
    yield SITE, client.get(f"{RATING}/thu-tuc")
    yield FIRST, client.get("/q/")
    yield FIRST, client.get("/q/2222222")
    yield FIRST, client.get("/s/")
    with database.writing() as session:
        point = session.scalars(select(ServicePoint)).one()
        point.revoked_at = point.created_at
    yield SITE, client.get(RATING)


def of_a_petition(client: ProofreadingClient) -> Iterator[tuple[str, Any]]:
    yield SITE, client.get(URL)
    yield SITE, client.get(POINT_URL)
    yield SITE, client.post_form(URL, FILLED)
    yield SITE, client.post_form(URL, {})
    asked = client.post_form(URL, {**FILLED, "story": "Tôi khiếu nại quyết định thu hồi đất."})
    yield SITE, asked
    yes = {"complaint": "yes", "step": "answer"}
    yield SITE, client.post(URL, data={**hidden_fields(asked.text), **yes})
    yield SITE, client.get("/c/xa-suoi-mo/to-cao")
    yield SITE, client.get("/c/xa-suoi-mo/khieu-nai/don")


def of_a_case(
    client: ProofreadingClient, clock: time_machine.Traveller
) -> Iterator[tuple[str, Any]]:
    receipt = client.get(send(client))
    yield SITE, receipt
    yield FIRST, client.get("/tra-cuu")
    code = receipt.text.split('class="code">')[2].partition("<")[0]
    case = client.post("/tra-cuu", data={"code": code}).location
    yield SITE, client.get(case)
    clock.shift(timedelta(hours=1))
    yield FIRST, client.get(case)
    yield FIRST, client.get(receipt.request.path)


def of_a_portal_without_its_database(
    app: Flask, client: ProofreadingClient
) -> Iterator[tuple[str, Any]]:
    parts = app.extensions["portal"]
    gone = Database("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    app.extensions["portal"] = replace(parts, database=gone)
    yield FIRST, client.get(URL)
    yield FIRST, client.post(URL, data=FILLED)
    yield FIRST, client.post(RATING, data={"comment": "Xin thêm ghế."})
    yield FIRST, client.get(SITE)
    app.extensions["portal"] = parts


def test_every_page_leads_back(
    app: Flask, client: ProofreadingClient, database: Database, clock: time_machine.Traveller
) -> None:
    with noted(app) as seen:
        walk = [
            *of_a_petition(client),
            *of_a_case(client, clock),
            *of_a_rating(client, database),
            *of_a_portal_without_its_database(app, client),
            (FIRST, client.get("/nowhere")),
            (FIRST, client.get("/c/nowhere/y-kien")),
        ]
    found = [(page.request.path, house(page)) for _, page in walk]
    assert found == [(page.request.path, back) for back, page in walk]
    made = {
        str(path.relative_to(TEMPLATES))
        for folder in ("citizen", "errors")
        for path in (TEMPLATES / folder).iterdir()
    }
    assert made <= seen | WALKED_ELSEWHERE, "the walk has forgotten a page"


def test_the_way_back_keeps_the_language(client: ProofreadingClient) -> None:
    assert house(client.get(f"{URL}?lang=en")) == f"{SITE}?lang=en"


@pytest.mark.usefixtures("clock")
def test_the_receipt_leads_to_the_tracking_page(client: ProofreadingClient) -> None:
    assert "/tra-cuu" in links(client.get(send(client)))


def test_an_error_leads_on_for_strangers_and_for_staff(
    client: ProofreadingClient, database: Database, commune: int
) -> None:
    stranger = client.get("/nowhere")
    assert links(stranger) == {FIRST}
    assert "Set-Cookie" not in stranger.headers
    assert "Cookie" not in stranger.headers.get("Vary", "")
    with database.writing() as session:
        authority = session.get_one(Authority, commune)
        officer = make_staff(session, authority, "lan", Role.CASE_OFFICER)
    client.sign_in(officer)
    assert links(client.get("/nowhere")) == {FIRST, "/console/"}
    assert links(client.get("/admin/staff")) == {SITE, "/console/"}
