"""The poster that hangs at a counter leads, scanned or typed, to the page of that counter."""

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import PHONE
from tests.journeys.demonstration import Demonstration
from tests.journeys.pages import keep

pytestmark = pytest.mark.browser
PRINT_DPI, POINTS_PER_INCH = 150, 72


def test_a_printed_poster_is_scanned_and_followed(demo: Demonstration, browser: Browser) -> None:
    page = browser.new_page(viewport=PHONE, locale="vi-VN")
    demo.sign_in(page, "quantri")
    page.goto(f"{demo.url}/admin/posters/1")
    page.get_by_role("link", name="In lại").click()
    link = page.get_by_role("link", name="Tải tất cả (PDF)").get_attribute("href")
    answer = page.request.get(f"{demo.url}{link}")
    assert answer.headers["content-type"] == "application/pdf"
    posters = pypdfium2.PdfDocument(answer.body())
    assert len(posters) == len(demo.links["places"])
    scanned = set()
    for poster in posters:
        picture = poster.render(scale=PRINT_DPI / POINTS_PER_INCH).to_pil()
        (code,) = zxingcpp.read_barcodes(picture)
        page.goto(code.text)
        place = page.locator("main").inner_text()
        name = poster.get_textpage().get_text_range()
        expect(page.locator("h1")).to_be_visible()
        assert place.splitlines()[0].split(" · ")[0] in " ".join(name.split())
        scanned.add(code.text.rpartition("/")[0])
    assert scanned == set(demo.links["places"])
    page.close()


def test_the_code_under_the_square_can_be_typed(demo: Demonstration, browser: Browser) -> None:
    page = browser.new_page(viewport=PHONE, locale="vi-VN")
    code = demo.links["rating"].rpartition("/")[2]
    page.goto(f"{demo.url}/q/")
    page.fill("[name=code]", f"{code[:4].lower()} {code[4:].lower()}")
    page.press("[name=code]", "Enter")
    expect(page).to_have_url(demo.links["rating"])
    page.close()


def test_an_old_poster_is_read_with_letters_of_twice_the_size(
    demo: Demonstration, browser: Browser
) -> None:
    """Text at 200 % and nothing else larger (WCAG 1.4.4), from the old poster to the thanks."""
    page = browser.new_page(viewport=PHONE, locale="vi-VN")
    page.goto(demo.url + _out_of_use(demo))
    expect(page.get_by_role("heading", level=1)).to_have_text("Tấm này không còn dùng nữa")
    _twice(page, "poster-out-of-use")
    page.get_by_role("link", name="Vào trang của").click()
    expect(page.locator("fieldset#overall")).to_be_visible()
    _twice(page, "rating")
    page.goto(f"{demo.links['rating']}/cam-on")
    _twice(page, "thanks")
    page.close()


def _out_of_use(demo: Demonstration) -> str:
    """Return where the picture on the demonstration's one old poster leads."""
    with demo.database.reading() as session:
        found = session.connection().exec_driver_sql(
            "SELECT code, number FROM poster JOIN service_point ON service_point.id ="
            " service_point_id WHERE reason IS NOT NULL"
        )
        return "/q/{}/{}".format(*found.one())


def _twice(page: Page, name: str) -> None:
    """Double the letters as a browser does that enlarges text alone, and keep a picture."""
    page.evaluate(
        "document.documentElement.style.fontSize ="
        " 2 * parseFloat(getComputedStyle(document.documentElement).fontSize) + 'px'"
    )
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wider) <= 0
    keep(page, f"twice-{name}")
