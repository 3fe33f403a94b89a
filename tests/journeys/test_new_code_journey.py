"""A named sender who has lost the code comes to the counter and leaves with a new one."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import LiveServer
from tests.journeys.office import SITE, Console, Office, make_office
from tests.journeys.senders import NAME, STORY, follow, send_petition, write_petition

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def office(live_server: LiveServer) -> Office:
    return make_office(live_server.database)


def compare_the_name(page: Page) -> None:
    """Open the sender to compare name and papers, and go back to the case."""
    page.locator("a[href*='/sender']").click()
    page.locator("[name=purpose][value=recover_code]").check()
    page.locator("main form button").last.click()
    expect(page.locator("main")).to_contain_text(NAME)
    page.locator("main .btn.secondary").last.click()


def give_a_new_code(page: Page) -> str:
    """Ask for a new code, first without having looked at papers; return it."""
    page.locator("a[href*='/code']").click()
    page.locator("main form button").last.click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.locator("[name=identity_was_shown]").check()
    page.locator("main form button").last.click()
    return page.locator(".bigcode").inner_text()


def test_a_lost_code_is_replaced_at_the_counter_and_opens_nothing_any_more(
    live_server: LiveServer, page: Page, office: Office
) -> None:
    page.goto(f"{live_server.url}{SITE}/y-kien")
    write_petition(page, is_named=True)
    lost = send_petition(page)
    console = Console(page, live_server.url)
    console.sign_in(office.clerk)
    page.locator("#words").fill(lost.reference)
    page.locator("main form button").first.click()
    console.open_first()
    compare_the_name(page)
    code = give_a_new_code(page)
    console.sign_out()
    follow(page, live_server.url, lost.code)
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text(STORY)
    follow(page, live_server.url, code)
    expect(page.locator("main")).to_contain_text(STORY)
    expect(page.locator("main")).to_contain_text(lost.reference)
