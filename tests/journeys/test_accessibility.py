"""Every page: two engines, day and night, four widths, large letters; and forms with faults."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.demonstration import Demonstration
from tests.journeys.engines import barriers, too_faint
from tests.journeys.pages import CONSOLE, OPEN, address
from tests.journeys.senders import write_petition

pytestmark = pytest.mark.browser
PHONE, TABLET, DESK = 360, 768, 1280
# A screen of 1280 px at 400 % (WCAG 1.4.10).
ZOOMED = 320
FORMS = ("rate", "petition", "track", "type")
# What is pressed with a thumb has 44 px; links within a sentence may be as low as their line.
SMALL = """() => [...document.querySelectorAll("a[href], button, summary, select, input, textarea")]
  .filter((one) => one.checkVisibility() && !one.closest(".vh, .skip, .error, .hint")
    && one.type !== "hidden" && one.getBoundingClientRect().left >= 0)
  .filter((one) => one.tagName !== "A" || ![...one.parentElement.childNodes].some(
    (node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim()))
  .filter((one) => Math.max(one.getBoundingClientRect().height,
    ...[...(one.labels || [])].map((label) => label.getBoundingClientRect().height)) < 43.5)
  .map((one) => one.outerHTML.slice(0, 120))"""


def new_page(browser: Browser) -> Page:
    page = browser.new_page(viewport={"width": PHONE, "height": 800}, locale="vi-VN")
    # Colours that are still on their way from day to night would be measured half-way.
    page.emulate_media(reduced_motion="reduce")
    page.set_default_timeout(10_000)
    return page


def look(page: Page) -> list[str]:
    """Return what is wrong with the open page in any of its appearances."""
    wrong = barriers(page)
    page.emulate_media(color_scheme="dark")
    wrong += [f"by night {fault}" for fault in too_faint(page)]
    page.emulate_media(color_scheme="light")
    sizes = {f"{width} px": overflow(page, width) for width in (ZOOMED, TABLET, DESK)}
    page.evaluate("document.documentElement.classList.add('large')")
    sizes["large letters"] = overflow(page, PHONE)
    page.evaluate("document.documentElement.classList.remove('large')")
    return wrong + [f"{name}: wider by {more}" for name, more in sizes.items() if more]


def overflow(page: Page, width: int) -> int:
    """Return by how many pixels the page is wider than a screen of so many."""
    page.set_viewport_size({"width": width, "height": 800})
    script = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(page.evaluate(script))


@pytest.mark.parametrize("name", OPEN)
def test_open_pages(demo: Demonstration, browser: Browser, name: str) -> None:
    page = new_page(browser)
    page.goto(address(demo, OPEN[name]))
    assert look(page) == []
    if name != "sign-in":  # for staff, who have 44 px where they use fingers
        assert page.evaluate(SMALL) == []
    page.close()


@pytest.mark.parametrize("username", CONSOLE)
def test_staff_pages(demo: Demonstration, browser: Browser, username: str) -> None:
    page = new_page(browser)
    demo.sign_in(page, username)
    for path in CONSOLE[username]:
        page.goto(address(demo, path))
        assert (path, look(page)) == (path, [])
        page.set_viewport_size({"width": PHONE, "height": 800})
    page.close()


@pytest.mark.parametrize("name", FORMS)
def test_a_form_with_faults_lists_them_first_and_leads_to_each(
    demo: Demonstration, browser: Browser, name: str
) -> None:
    page = new_page(browser)
    page.goto(address(demo, OPEN[name]))
    if name == "type":
        page.locator("#code").fill("K7M2QXX")
    page.locator("main form button").last.click()
    page.wait_for_load_state()
    assert barriers(page) == []
    links = page.locator(".problems a")
    for n in range(links.count()):
        links.nth(n).click()
        target = page.locator(links.nth(n).get_attribute("href") or "")
        # Focus is on the field, or on the group of choices it names.
        expect(target).to_be_focused()
        expect(target).to_be_in_viewport()
    page.close()


def test_filled_forms(demo: Demonstration, browser: Browser) -> None:
    page = new_page(browser)
    page.goto(address(demo, OPEN["rate"]))
    for face in page.locator(".level:nth-child(4) input").all():
        face.check()
    page.locator("#comment").fill("Cán bộ dễ mến.")
    assert look(page) == []
    page.goto(address(demo, OPEN["petition"]))
    write_petition(page, is_named=True)
    expect(page.locator("button[value=send]")).to_be_visible()
    assert look(page) == []
    page.close()


@pytest.mark.parametrize("name", ["rate", "public"])
def test_nothing_moves_for_whoever_asked_for_less_motion(
    demo: Demonstration, browser: Browser, name: str
) -> None:
    page = new_page(browser)
    page.goto(address(demo, OPEN[name]))
    moving = """() => [...document.querySelectorAll("*")].filter((one) => {
      const style = getComputedStyle(one);
      return parseFloat(style.transitionDuration) || style.animationName !== "none";
    }).map((one) => one.outerHTML.slice(0, 80))"""
    assert page.evaluate(moving) == []
    page.close()


def test_paper_is_white_whatever_the_screen_was(demo: Demonstration, browser: Browser) -> None:
    page = new_page(browser)
    page.emulate_media(color_scheme="dark", media="print")
    for name in ("case", "public"):
        page.goto(address(demo, OPEN[name]))
        assert too_faint(page) == []
    page.close()
