"""A paper slip, used at home three days later on a phone without JavaScript."""

from datetime import timedelta

import pypdfium2
import pytest
import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from portal.clock import utc_now
from portal.documents.slips import SlipPaper, slips_pdf
from tests.journeys.conftest import PHONE, LiveServer
from tests.journeys.pages import keep
from tests.portal.fieldwork.slips.builders import make_slips

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PRINT_SCALE = 150 / 72


def test_a_slip_from_the_counter_is_used_at_home(live_server: LiveServer, browser: Browser) -> None:
    printed_at = utc_now() - timedelta(days=3)
    handed = make_slips(live_server.database, live_server.config.keys, printed_at)
    paper = SlipPaper(
        address=f"{live_server.url}/s/",
        place="Quầy 1",
        unit="Trung tâm",
        commune="Xã Suối Mơ",
        valid_through=handed.stack.valid_through,
    )
    sheet = pypdfium2.PdfDocument(slips_pdf(paper, handed.codes[:1]))
    (code,) = zxingcpp.read_barcodes(sheet[0].render(scale=PRINT_SCALE).to_pil())
    page = browser.new_page(viewport=PHONE, locale="vi-VN", java_script_enabled=False)
    page.goto(code.text)
    keep(page, "slip-three-days-later")
    page.get_by_role("link", name="Đánh giá lần phục vụ này").click()
    page.locator("fieldset#overall").get_by_role("radio", name="Rất hài lòng", exact=True).check()
    page.get_by_role("button", name="Gửi đánh giá").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("phiếu đã được ghi nhận")
    page.goto(code.text)
    expect(page.get_by_role("heading", level=1)).to_have_text("Phiếu này đã được dùng")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert page.context.cookies() == []
    page.get_by_role("link", name="Gửi phản ánh, kiến nghị").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.close()
    seeing = browser.new_page(viewport=PHONE, locale="vi-VN")
    seeing.goto(code.text)
    assert Axe().run(seeing).violations_count == 0
    seeing.close()
