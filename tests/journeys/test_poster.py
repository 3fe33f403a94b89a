"""The poster that hangs at a counter leads, scanned or typed, to the page of that counter."""

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import PHONE
from tests.journeys.demonstration import Demonstration

pytestmark = pytest.mark.browser
PRINT_DPI, POINTS_PER_INCH = 150, 72


def test_a_printed_poster_is_scanned_and_followed(demo: Demonstration, browser: Browser) -> None:
    page = browser.new_page(viewport=PHONE, locale="vi-VN")
    demo.sign_in(page, "quantri")
    page.goto(f"{demo.url}/admin/posters")
    page.get_by_role("button", name="Đánh số").click()
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
