"""Rated and written with Tab, arrows, Space and Enter alone; what a screen reader is told."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.conftest import LiveServer
from tests.journeys.office import PLACE, make_office
from tests.journeys.pages import keep

# No key is pressed differently on another database.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.parametrize("database", ["sqlite"], indirect=True),
]
LONGEST_WAY = 60
OVERALL = """\
- group "Nói chung, Ông/Bà hài lòng đến mức nào về lần đến này?":
  - text: Nói chung, Ông/Bà hài lòng đến mức nào về lần đến này?
  - radio "Rất không hài lòng"
  - text: Rất không hài lòng
  - radio "Không hài lòng"
  - text: Không hài lòng
  - radio "Bình thường"
  - text: Bình thường
  - radio "Hài lòng"
  - text: Hài lòng
  - radio "Rất hài lòng"
  - text: Rất hài lòng"""
# The ring is drawn on the label of a face, on the control elsewhere.
SHOWN = """(one) => [one, ...(one.labels || [])].some(
  (each) => getComputedStyle(each).outlineWidth === "3px"
         && getComputedStyle(each).outlineStyle !== "none")"""
EARLIER = """(one) => {
  const before = window.before;
  window.before = one;
  return !!before && !!(one.compareDocumentPosition(before) & Node.DOCUMENT_POSITION_FOLLOWING);
}"""


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Page:
    make_office(live_server.database)
    page = browser.new_page(viewport={"width": 360, "height": 740}, locale="vi-VN")
    page.set_default_timeout(10_000)
    return page


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until `wanted` has the focus: always forward, always with a ring to see."""
    expect(wanted).to_be_attached()
    for _ in range(LONGEST_WAY):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.evaluate(SHOWN), focused.evaluate("one => one.outerHTML")
        assert not focused.evaluate(EARLIER), "the focus went back"
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{wanted} is out of the keyboard's reach")


def choose(page: Page, name: str, steps: int) -> None:
    """Go to a group of choices and take the one so many steps after the first."""
    tab_to(page, page.locator(f"[name={name}]").first)
    page.keyboard.press("Space")
    for _ in range(steps):
        page.keyboard.press("ArrowDown")


def test_a_rating(live_server: LiveServer, page: Page) -> None:
    page.goto(live_server.url + PLACE)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến thẳng nội dung")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    choose(page, "overall", 3)
    expect(page.locator("#overall-4")).to_be_checked()
    keep(page, "rating-by-keyboard")
    tab_to(page, page.get_by_role("button", name="Gửi đánh giá"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("phiếu đã được ghi nhận")


def test_a_petition(live_server: LiveServer, page: Page) -> None:
    page.goto(f"{live_server.url}{PLACE}/y-kien")
    tab_to(page, page.locator("#story"))
    page.keyboard.type("Đèn đường đầu thôn hỏng đã hai tuần.")
    choose(page, "kind", 0)
    choose(page, "subject", 0)
    choose(page, "identity", 1)
    choose(page, "reply_by", 0)
    choose(page, "may_publish", 0)
    tab_to(page, page.locator("main button[value=check]").last)
    page.keyboard.press("Enter")
    tab_to(page, page.locator("button[value=send]"))
    page.keyboard.press("Enter")
    expect(page.locator(".ticket .code").first).to_be_visible()


def test_what_a_screen_reader_is_told_of_the_faces(live_server: LiveServer, page: Page) -> None:
    page.goto(live_server.url + PLACE)
    assert page.locator("fieldset#overall").aria_snapshot() == OVERALL
    page.locator("#overall-4").check()
    chosen = OVERALL.replace('radio "Hài lòng"', 'radio "Hài lòng" [checked]')
    assert page.locator("fieldset#overall").aria_snapshot() == chosen
