"""Every page of the demonstration is free of what axe can find, at phone and desk size."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.journeys.demonstration import Demonstration
from tests.journeys.pages import CONSOLE, OPEN, WIDTHS, address

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def found(page: Page) -> list[str]:
    results: dict[str, Any] = Axe().run(page, options=RULES).response
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in results["violations"]]


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than the screen."""
    script = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(page.evaluate(script))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", OPEN)
def test_open_pages(demo: Demonstration, browser: Browser, name: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, locale="vi-VN")
    page.goto(address(demo, OPEN[name]))
    assert (found(page), overflow(page)) == ([], 0)
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("username", CONSOLE)
def test_staff_pages(demo: Demonstration, browser: Browser, username: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, locale="vi-VN")
    demo.sign_in(page, username)
    for path in CONSOLE[username]:
        page.goto(address(demo, path))
        assert (path, found(page), overflow(page)) == (path, [], 0)
    page.close()


@pytest.mark.parametrize("name", ["rate", "petition", "track"])
def test_an_empty_form_sent_lists_its_faults_first(
    demo: Demonstration, browser: Browser, name: str
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800}, locale="vi-VN")
    page.goto(address(demo, OPEN[name]))
    page.locator("main form button").last.click()
    page.wait_for_load_state()
    summary = page.locator("[role=alert]").first
    assert summary.is_visible()
    assert found(page) == []
    page.close()
