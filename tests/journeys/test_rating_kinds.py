"""Skip rules in a browser: hidden with a script, all shown without, and judged by the server."""

from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from portal.clock import utc_now
from portal.fieldwork.models import Survey
from portal.fieldwork.questionnaires import take_over
from portal.offices.events import Actor
from portal.ratings.folding import fold_rest
from portal.ratings.models import Response
from tests.journeys.conftest import LiveServer
from tests.portal.ratings.builders import Commune, make_commune

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PLACE = "/q/K7M2QXG"
TOML = Path(__file__).parent.parent / "web" / "citizen" / "every_kind.toml"


@pytest.fixture
def commune(live_server: LiveServer) -> Commune:
    commune = make_commune(live_server.database)
    with live_server.database.writing() as session:
        actor = Actor(commune.authority.id)
        asked = take_over(session, actor, TOML.read_bytes(), now=utc_now())
        session.get_one(Survey, commune.survey_id).questionnaire_id = asked.id
    return commune


def test_a_question_shows_when_it_is_called_for_and_what_is_hidden_is_not_kept(
    live_server: LiveServer, page: Page, commune: Commune
) -> None:
    page.goto(live_server.url + PLACE)
    trips, why = page.locator("#trips"), page.locator("#why")
    has_script = page.evaluate("1 + 1") == 2 and not trips.is_visible()
    page.locator("#been-yes").check()
    expect(trips).to_be_visible()
    trips.fill("4")
    expect(why).to_be_visible()
    why.fill("Thiếu giấy")
    trips.fill("không")
    page.locator("#been-no").check()
    if has_script:
        expect(trips).to_be_hidden()
        expect(why).to_be_hidden()
    else:
        trips.fill("4")
    page.locator("#overall-4").check()
    page.get_by_role("button", name="Gửi đánh giá").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("phiếu đã được ghi nhận")
    tomorrow = (utc_now() + timedelta(days=1)).date()
    fold_rest(live_server.database, live_server.config.keys, commune.authority.id, tomorrow)
    with live_server.database.reading() as session:
        assert session.scalars(select(Response.answers)).one() == {"been": ["no"]}


@pytest.mark.usefixtures("commune")
def test_the_page_of_every_kind_fits_and_is_accessible(
    live_server: LiveServer, browser: Browser
) -> None:
    for width in (320, 360, 1280):
        context = browser.new_context(viewport={"width": width, "height": 740}, locale="vi-VN")
        page = context.new_page()
        for query in ("", "?lang=en"):
            page.goto(live_server.url + PLACE + query)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, query
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
        context.close()
