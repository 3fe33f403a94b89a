"""A commune with one person of each role on a case's way, and what they do on a telephone."""

from dataclasses import dataclass

from playwright.sync_api import Page, expect

from portal.calendar.editing import seed
from portal.clock import utc_now
from portal.db import Database
from portal.offices.kinds import Role
from portal.offices.models import Staff
from portal.offices.passwords import Hasher
from tests.builders import make_staff, make_unit, make_village
from tests.portal.ratings.builders import make_commune

PASSWORD = "hoa sim bên suối"
SITE = "/c/xa-suoi-mo"
PLACE = "/q/K7M2QXG"


@dataclass(frozen=True)
class Office:
    """Everyone a case passes through."""

    clerk: Staff
    chief: Staff
    officer: Staff
    head: Staff
    records: Staff


def make_office(database: Database) -> Office:
    """Open a commune with a counter where a survey runs."""
    authority = make_commune(database).authority
    with database.writing() as session:
        session.add(authority)
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

    def open_first(self, queue: str = "") -> None:
        """Open the case that a queue, else the person's own, shows first."""
        if queue:
            self.page.goto(f"{self.url}/console/?queue={queue}")
        self.page.locator(".queue .to").first.click()
        expect(self.page.locator("main .voice").first).to_contain_text("Đèn đường")

    def take(self, act: str) -> None:
        """Follow a link of the case, unfolding the lesser ones if it is among them."""
        link = self.page.get_by_role("link", name=act, exact=True)
        if not link.is_visible():
            self.page.get_by_text("Việc khác").click()
        link.click()

    def press(self, button: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).click()
        expect(self.page.locator(".flash.success")).to_be_visible()
