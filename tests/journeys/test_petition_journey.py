"""One petition from the citizen's first word to the judgement of the answer, on a phone."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from portal.calendar.editing import seed
from portal.clock import utc_now
from portal.offices.kinds import Role
from portal.offices.models import Staff
from portal.offices.passwords import Hasher
from portal.offices.sessions import revoke_all
from tests.builders import make_authority, make_staff, make_unit, make_village
from tests.journeys.conftest import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PASSWORD = "hoa sim bên suối"
STORY = "Đèn đường đầu thôn hỏng đã hai tuần, tối đi học về rất nguy hiểm."
SHORT = "Xã đã thay đèn."
REPLY = "Xã đã thay bóng đèn ở đầu thôn. Mời Ông/Bà kiểm tra giúp."


@dataclass(frozen=True)
class Office:
    """A commune with one person of each role on a case's way."""

    clerk: Staff
    chief: Staff
    officer: Staff
    head: Staff
    records: Staff


@pytest.fixture
def office(live_server: LiveServer) -> Office:
    with live_server.database.writing() as session:
        authority = make_authority(session)
        seed(session, authority.id, now=utc_now())
        unit = make_unit(session, authority, "Phòng Kinh tế")
        make_village(session, authority)
        people = Office(
            clerk=make_staff(session, authority, "lan", Role.ONE_STOP_CLERK),
            chief=make_staff(session, authority, "hung", Role.CHIEF_OF_OFFICE),
            officer=make_staff(session, authority, "mai", Role.CASE_OFFICER, unit=unit),
            head=make_staff(session, authority, "binh", Role.UNIT_HEAD, unit=unit),
            records=make_staff(session, authority, "thu", Role.RECORDS_CLERK),
        )
        for staff in vars(people).values():
            staff.password_hash = Hasher(is_fast=True).hash(PASSWORD)
    return people


class Console:
    """What one person after another does on the same telephone."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url

    def sign_in(self, staff: Staff) -> None:
        self.page.goto(f"{self.url}/dang-nhap")
        self.enter(staff)

    def enter(self, staff: Staff) -> None:
        self.page.get_by_label("Tên đăng nhập").fill(staff.username)
        self.page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Đăng nhập").click()

    def sign_out(self) -> None:
        self.page.get_by_role("button", name="Danh mục").click()
        self.page.get_by_role("button", name="Đăng xuất").click()

    def open_first(self) -> None:
        """Open the case that the person's own queue shows first."""
        self.page.locator(".queue .to").first.click()
        expect(self.page.locator("main .voice").first).to_contain_text("Đèn đường")

    def take(self, act: str) -> None:
        self.page.get_by_role("link", name=act, exact=True).click()

    def press(self, button: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).click()
        expect(self.page.locator(".flash.success")).to_be_visible()


def send_petition(page: Page, url: str) -> str:
    """Send the story without a name and return the access code."""
    page.goto(f"{url}/c/xa-suoi-mo/y-kien")
    page.locator("#story").fill(STORY)
    page.locator("[name=kind][value=report]").check()
    page.locator("[name=subject][value=local_life]").check()
    page.locator("[name=identity][value=anonymous]").check()
    page.locator("[name=reply_by][value=code]").check()
    page.locator("[name=may_publish][value=yes]").check()
    page.locator("main button[value=check]").last.click()
    page.locator("button[value=send]").click()
    code = page.locator(".ticket .code").last.inner_text()
    assert re.fullmatch(r"[2-9A-Z]{4}( [2-9A-Z]{4}){3}", code)
    return code


def triage(console: Console, office: Office) -> None:
    console.sign_in(office.clerk)
    console.open_first()
    console.take("Tiếp nhận, vào sổ")
    console.press("Tiếp nhận")
    console.sign_out()
    console.sign_in(office.chief)
    console.page.goto(f"{console.url}/console/?queue=to_assign")
    console.open_first()
    console.take("Giao đơn vị")
    console.page.get_by_role("radio", name="Phòng Kinh tế").check()
    console.press("Giao đơn vị này")
    console.sign_out()


def write_and_approve(console: Console, office: Office) -> None:
    console.sign_in(office.officer)
    console.open_first()
    console.take("Soạn trả lời")
    console.page.get_by_label("Trả lời", exact=True).fill(REPLY)
    console.press("Trình duyệt")
    console.sign_out()
    console.sign_in(office.head)
    console.page.goto(f"{console.url}/console/?queue=to_approve")
    console.open_first()
    console.take("Duyệt câu trả lời")
    expect(console.page.locator("main")).to_contain_text(REPLY)
    console.press("Duyệt")
    console.sign_out()


def record(console: Console, office: Office) -> None:
    console.sign_in(office.records)
    console.open_first()
    console.take("Ghi văn bản đã ký")
    console.page.locator("#document_number").fill("214/UBND-KT")
    console.page.locator("#document_signer").fill("Nguyễn Văn An, Chủ tịch")
    console.press("Ghi lại và trả lời người gửi")
    console.sign_out()


def publish(console: Console, office: Office) -> str:
    """Publish the case and return its reference."""
    console.sign_in(office.chief)
    console.page.goto(f"{console.url}/console/?queue=to_publish")
    console.open_first()
    reference = console.page.url.rpartition("/")[2]
    console.take("Công khai")
    expect(console.page.locator("#public_story")).to_have_value(STORY)
    console.press("Công khai")
    console.sign_out()
    return reference


def judge(page: Page, url: str, code: str) -> None:
    page.goto(f"{url}/tra-cuu")
    page.locator("#code").fill(code)
    page.locator("main form button").click()
    expect(page.locator("main")).to_contain_text(REPLY)
    page.get_by_role("radio", name="Hài lòng", exact=True).check()
    page.locator("form[action$=danh-gia] button").click()
    expect(page.locator(".timeline")).to_contain_text("Hài lòng")


def test_from_the_first_word_to_the_judgement(
    live_server: LiveServer, page: Page, office: Office
) -> None:
    code = send_petition(page, live_server.url)
    console = Console(page, live_server.url)
    triage(console, office)
    write_and_approve(console, office)
    record(console, office)
    reference = publish(console, office)
    page.goto(f"{live_server.url}/c/xa-suoi-mo/vu-viec/{reference}")
    expect(page.locator("main")).to_contain_text(REPLY)
    judge(page, live_server.url, code)


def send_after_the_session(server: LiveServer, page: Page, clerk: Staff) -> None:
    """Write an answer, lose the session, send it, and sign in again."""
    send_petition(page, server.url)
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
