"""Scan, rate and be thanked, on a phone, by finger and by keyboard, with and without a script."""

from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, expect
from sqlalchemy import select

from portal.clock import utc_now
from portal.fieldwork.surveys import close_surveys
from portal.ratings.folding import fold_rest
from portal.ratings.models import Comment, Response
from tests.journeys.conftest import LiveServer
from tests.journeys.terminal import TextBrowser
from tests.portal.ratings.builders import Commune, make_commune

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PLACE = "/q/K7M2QXG"
PAGES = (PLACE, f"{PLACE}?lang=en", f"{PLACE}/cam-on", "/q/", "/q/K7M2QXX")


@pytest.fixture
def commune(live_server: LiveServer) -> Commune:
    return make_commune(live_server.database)


def stored(live_server: LiveServer, commune: Commune) -> list[dict[str, int]]:
    tomorrow = (utc_now() + timedelta(days=1)).date()
    fold_rest(live_server.database, live_server.config.keys, commune.authority.id, tomorrow)
    with live_server.database.reading() as session:
        return [dict(levels) for levels in session.scalars(select(Response.levels))]


def test_a_citizen_rates_with_a_finger(
    live_server: LiveServer, page: Page, commune: Commune
) -> None:
    page.goto(live_server.url + PLACE)
    page.get_by_role("link", name="Đánh giá lần phục vụ này").click()
    page.get_by_role("radio", name="Hỏi việc").check()
    manner = page.locator("fieldset#manner")
    manner.get_by_role("radio", name="Rất không hài lòng").check()
    manner.get_by_role("radio", name="Không hài lòng", exact=True).check()
    page.locator("fieldset#fees").get_by_role("radio", name="Tôi chưa gặp việc này").check()
    page.locator("fieldset#overall").get_by_role("radio", name="Rất hài lòng", exact=True).check()
    page.get_by_role("textbox", name="Ông/Bà muốn nói thêm điều gì?").fill("Cán bộ dễ mến.")
    page.get_by_role("button", name="Gửi đánh giá").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("phiếu đã được ghi nhận")
    assert page.context.cookies() == []
    assert stored(live_server, commune) == [{"manner": 2, "fees": 0, "overall": 5}]
    with live_server.database.reading() as session:
        assert session.scalars(select(Comment.text)).one() == "Cán bộ dễ mến."


def test_a_citizen_rates_with_the_keyboard(
    live_server: LiveServer, page: Page, commune: Commune
) -> None:
    page.goto(live_server.url + PLACE)
    page.locator("#overall-1").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.locator("#comment").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("phiếu đã được ghi nhận")
    assert stored(live_server, commune) == [{"overall": 4}]


def test_a_citizen_rates_in_a_text_browser(
    live_server: LiveServer, commune: Commune, tmp_path: Path
) -> None:
    w3m = TextBrowser(live_server.url + PLACE, tmp_path)
    w3m.wait_for("Gửi đánh giá")
    w3m.find("Nói chung")
    w3m.press("\t\t\r")
    w3m.find("Gửi đánh giá")
    w3m.press("\r")
    w3m.wait_for("phiếu đã được ghi nhận")
    w3m.close()
    assert stored(live_server, commune) == [{"overall": 2}]


@pytest.mark.usefixtures("commune")
def test_an_empty_form_comes_back_and_can_be_finished(live_server: LiveServer, page: Page) -> None:
    page.goto(live_server.url + PLACE)
    page.locator("#comment").fill("Chỗ để xe chật.")
    page.get_by_role("button", name="Gửi đánh giá").click()
    expect(page.get_by_role("alert")).to_contain_text("Phiếu chưa được gửi")
    expect(page.locator("#comment")).to_have_value("Chỗ để xe chật.")
    page.locator("#overall-3").check()
    page.get_by_role("button", name="Gửi đánh giá").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("phiếu đã được ghi nhận")


def test_a_survey_that_ends_meanwhile_keeps_the_words(
    live_server: LiveServer, page: Page, commune: Commune
) -> None:
    page.goto(live_server.url + PLACE)
    page.locator("#overall-3").check()
    page.locator("#comment").fill("Chỗ để xe chật.")
    with live_server.database.writing() as session:
        close_surveys(session, commune.authority.id, now=utc_now())
    page.get_by_role("button", name="Gửi đánh giá").click()
    expect(page.get_by_label("Điều Ông/Bà đã viết")).to_have_value("Chỗ để xe chật.")
    page.get_by_role("link", name="Gửi phản ánh, kiến nghị").click()
    expect(page).to_have_url(f"{live_server.url}{PLACE}/y-kien")
    assert stored(live_server, commune) == []


@pytest.mark.usefixtures("commune")
def test_no_page_scrolls_sideways(live_server: LiveServer, browser: Browser) -> None:
    for width in (320, 360, 1280):
        context = browser.new_context(viewport={"width": width, "height": 740})
        page = context.new_page()
        for path in PAGES:
            page.goto(live_server.url + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        context.close()


@pytest.mark.usefixtures("commune")
def test_the_pages_are_accessible_by_day_and_by_night(
    live_server: LiveServer, browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN")
    page = context.new_page()
    for is_night in (False, True):
        page.emulate_media(color_scheme="dark" if is_night else "light")
        for path in PAGES:
            page.goto(live_server.url + path)
            found = Axe().run(page)
            assert found.violations_count == 0, f"{path}: {found.generate_report()}"
    context.close()


@pytest.mark.usefixtures("commune")
def test_the_first_visit_is_one_answer_of_twelve_kilobytes(
    live_server: LiveServer, page: Page
) -> None:
    sizes: dict[str, int] = {}

    def note(request: Request) -> None:
        size = request.sizes()
        sizes[request.url] = size["responseBodySize"] + size["responseHeadersSize"]

    page.on("requestfinished", note)
    page.goto(live_server.url + PLACE, wait_until="networkidle")
    fetched = {url: size for url, size in sizes.items() if not url.startswith("data:")}
    assert list(fetched) == [live_server.url + PLACE]
    assert 0 < sum(fetched.values()) <= 12 * 1024
