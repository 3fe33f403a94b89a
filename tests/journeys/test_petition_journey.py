"""The whole way in one walk: scan, rate, write, be answered, judge, and read it in public."""

import pytest
from playwright.sync_api import Page, expect

from portal.offices.models import Staff
from portal.offices.sessions import revoke_all
from tests.journeys.conftest import LiveServer
from tests.journeys.office import PLACE, SITE, Console, Office, make_office
from tests.journeys.senders import (
    NAME,
    PHONE,
    STORY,
    Kept,
    expect_days_counted,
    follow,
    send_petition,
    write_petition,
)
from tests.portal.cases.handling.builders import typed

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SHORT = "Xã đã thay đèn."
REPLY = "Xã đã thay bóng đèn ở đầu thôn. Mời Ông/Bà kiểm tra giúp."


@pytest.fixture
def office(live_server: LiveServer) -> Office:
    return make_office(live_server.database)


def rate_after_the_scan(page: Page, url: str) -> None:
    """Scan the code of a counter, rate the visit, and go on to write."""
    page.goto(url + PLACE)
    page.locator("a[href='#rate']").click()
    page.locator("#overall-4").check()
    page.locator("form#rate button").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("phiếu đã được ghi nhận")
    page.locator(f"a[href^='{PLACE}/y-kien']").click()


def write_with_a_photo(page: Page) -> Kept:
    """Write with name, telephone and a photo, look it over, and send it."""
    expect(page.locator("main")).to_contain_text("Quầy 1")
    write_petition(page, is_named=True)
    expect(page.locator("main")).to_contain_text(STORY)
    expect(page.locator("main")).to_contain_text("Tệp 1")
    kept = send_petition(page)
    expect_days_counted(page)
    return kept


def triage(console: Console, office: Office) -> None:
    console.sign_in(office.clerk)
    console.open_first()
    expect(console.page.locator(".files a")).to_have_count(1)
    console.take("Tiếp nhận, vào sổ")
    console.press("Tiếp nhận")
    expect_days_counted(console.page)
    console.sign_out()
    console.sign_in(office.chief)
    console.open_first("to_assign")
    console.take("Giao đơn vị")
    console.page.get_by_role("radio", name="Phòng Kinh tế").check()
    console.press("Giao đơn vị này")
    console.sign_out()


def write_and_approve(console: Console, office: Office) -> None:
    console.sign_in(office.officer)
    console.open_first()
    console.take("Soạn trả lời")
    for name, words in typed(REPLY).items():
        console.page.locator(f"#{name}").fill(words)
    console.press("Trình duyệt")
    console.sign_out()
    console.sign_in(office.head)
    console.page.goto(f"{console.url}/console/?queue=to_approve")
    console.take("Đọc và duyệt nhiều thư một lần")
    expect(console.page.locator("main")).to_contain_text(REPLY)
    console.page.get_by_label("Duyệt thư này").check()
    console.page.get_by_role("button", name="Duyệt các thư đã chọn").click()
    expect(console.page.locator("main")).to_contain_text("Đã duyệt. Đang chờ văn bản ký.")
    console.sign_out()


def record(console: Console, office: Office) -> None:
    console.sign_in(office.records)
    console.open_first()
    console.take("Ghi văn bản đã ký")
    console.page.locator("#document_number").fill("214/UBND-KT")
    console.page.locator("#document_signer").fill("Nguyễn Văn An, Chủ tịch")
    console.press("Ghi lại và trả lời người gửi")
    console.sign_out()


def publish(console: Console, office: Office) -> None:
    console.sign_in(office.chief)
    console.open_first("to_publish")
    console.take("Công khai")
    expect(console.page.locator("#public_story")).to_have_value(STORY)
    console.press("Công khai")
    console.sign_out()


def judge(page: Page, url: str, code: str) -> None:
    follow(page, url, code)
    expect(page.locator("main")).to_contain_text(REPLY)
    expect_days_counted(page)
    page.get_by_role("radio", name="Hài lòng", exact=True).check()
    page.locator("form[action$=danh-gia] button").click()
    expect(page.locator(".timeline")).to_contain_text("Hài lòng")


def read_in_public(page: Page, url: str, reference: str) -> None:
    """Find the case on the commune's page, with its days and its end, and without its sender."""
    page.goto(f"{url}{SITE}/vu-viec/")
    page.locator(f"a[href*='{reference}']").click()
    shown = page.locator("main")
    for words in (STORY, REPLY, "Người gửi hài lòng"):
        expect(shown).to_contain_text(words)
    for secret in (NAME, PHONE):
        expect(shown).not_to_contain_text(secret)
    expect_days_counted(page)


def test_from_the_scanned_code_to_the_public_page(
    live_server: LiveServer, page: Page, office: Office
) -> None:
    rate_after_the_scan(page, live_server.url)
    kept = write_with_a_photo(page)
    console = Console(page, live_server.url)
    triage(console, office)
    write_and_approve(console, office)
    record(console, office)
    publish(console, office)
    judge(page, live_server.url, kept.code)
    read_in_public(page, live_server.url, kept.reference)


def send_after_the_session(server: LiveServer, page: Page, clerk: Staff) -> None:
    """Write an answer, lose the session, send it, and sign in again."""
    page.goto(f"{server.url}{SITE}/y-kien")
    write_petition(page, is_named=False)
    send_petition(page)
    console = Console(page, server.url)
    console.sign_in(clerk)
    console.open_first()
    console.take("Trả lời ngay")
    page.get_by_label("Trả lời", exact=True).press_sequentially(SHORT)
    with server.database.writing() as session:
        revoke_all(session, clerk.id)
    page.get_by_role("button", name="Trả lời người gửi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Chưa gửi được")
    expect(page.locator("main textarea")).to_have_value(SHORT)
    page.get_by_role("link", name="Đăng nhập lại").click()
    console.enter(clerk)


def test_an_answer_outlives_the_session_it_was_written_in(
    request: pytest.FixtureRequest, live_server: LiveServer, page: Page, office: Office
) -> None:
    send_after_the_session(live_server, page, office.clerk)
    is_scripted = request.node.callspec.params["context"]
    # A script puts the words back by itself; without one they were there to be copied.
    expect(page.get_by_label("Trả lời", exact=True)).to_have_value(SHORT if is_scripted else "")
    page.get_by_label("Trả lời", exact=True).fill(SHORT)
    Console(page, live_server.url).press("Trả lời người gửi")
