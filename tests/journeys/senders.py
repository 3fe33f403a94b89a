"""What a citizen does: writes a petition, sends it, keeps the code and follows the case by it."""

import re
from dataclasses import dataclass

from playwright.sync_api import FilePayload, Page, expect

from tests.web.citizen.builders import photo

NAME, PHONE = "Nguyễn Thị Mai", "0912 345 678"
STORY = "Đèn đường đầu thôn hỏng đã hai tuần, tối đi học về rất nguy hiểm."


@dataclass(frozen=True)
class Kept:
    """What stands on a receipt."""

    reference: str
    code: str


def write_petition(page: Page, *, is_named: bool) -> None:
    """Fill in the form that is open and look it over; a named sender wants a call."""
    page.locator("#story").fill(STORY)
    page.locator("[name=kind][value=report]").check()
    page.locator("[name=subject][value=local_life]").check()
    if is_named:
        picture: FilePayload = {"name": "den.jpg", "mimeType": "image/jpeg", "buffer": photo()}
        page.locator("#files").set_input_files(picture)
        page.locator("#name").fill(NAME)
        page.locator("#phone").fill(PHONE)
    identity, reply_by = ("named", "phone") if is_named else ("anonymous", "code")
    page.locator(f"[name=identity][value={identity}]").check()
    page.locator(f"[name=reply_by][value={reply_by}]").check()
    page.locator("[name=may_publish][value=yes]").check()
    page.locator("main button[value=check]").last.click()


def send_petition(page: Page) -> Kept:
    """Send what was looked over and keep what the receipt says."""
    page.locator("button[value=send]").click()
    reference, code = page.locator(".ticket .code").all_inner_texts()
    assert re.fullmatch(r"[a-z]{4,6}( [a-z]{4,6}){6}", code)
    return Kept(reference, code)


def follow(page: Page, url: str, code: str) -> None:
    """Type a code where cases are followed."""
    page.goto(f"{url}/tra-cuu")
    page.locator("#code").fill(code)
    page.locator("main form button").click()


def expect_days_counted(page: Page) -> None:
    """See that the page says how its date was counted, ending on that very day."""
    last = page.locator("table.days").last.locator("tr").last.locator("time")
    due = page.locator(".chip time").last.get_attribute("datetime")
    expect(last).to_have_attribute("datetime", due or "no day")
