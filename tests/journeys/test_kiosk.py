"""A tablet without a network, killed, with a wrong clock, with a lost answer: each rating once."""

import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from portal.clock import local_day, utc_now
from portal.config import Config
from portal.db import Database
from portal.fieldwork.kiosks.boxes import open_box
from portal.fieldwork.kiosks.files import read_file
from portal.ratings.envelopes import open_all
from portal.ratings.store import every_envelope
from tests.journeys.servers import SECRET, free_port
from tests.journeys.tablets import Box, Tablet, anew, rate, send_now, touch
from tests.portal.fieldwork.kiosks.builders import TOKEN, make_counter

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    # What differs between the databases is proved at the gate.
    pytest.mark.parametrize("database", ["sqlite"], indirect=True),
]
PAGE = f"/kiosk/{TOKEN}"
ALL = """new Promise((done) => {
  const opening = indexedDB.open("kiosk-1");
  opening.onsuccess = () => {
    const boxes = opening.result.transaction(["boxes"]).objectStore("boxes");
    boxes.getAll().onsuccess = (event) => done(event.target.result);
  };
})"""


def days_ahead(days: int) -> str:
    """Return a script after which the tablet's clock is wrong by so many days."""
    return f"""(() => {{
      const Real = Date, shift = {days} * 86400000;
      Date = class extends Real {{
        constructor(...when) {{ if (when.length) super(...when); else super(Real.now() + shift); }}
        static now() {{ return Real.now() + shift; }}
      }};
    }})();"""


@pytest.fixture
def box(database: Database, tmp_path: Path) -> Iterator[Box]:
    port = free_port()
    environ = {
        **os.environ,
        "PORTAL_ENV": "demo",
        "PORTAL_DATA_DIR": str(tmp_path),
        "PORTAL_SECRET_KEY": SECRET,
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    keys = Config.from_env(environ).keys
    box = Box(environ, port, make_counter(database, keys, utc_now()))
    box.up()
    yield box
    box.down()


@pytest.fixture
def tablet(box: Box, browser: Browser, tmp_path: Path) -> Iterator[Tablet]:
    address = box.environ["PUBLIC_URL"] + PAGE
    tablet = Tablet(browser.browser_type, tmp_path / "profile", address)
    yield tablet
    tablet.stop()


def stored(box: Box) -> list[tuple[date, int]]:
    """Return day and overall level of every rating the portal holds."""
    with box.counter.database.reading() as session:
        opened = open_all(box.counter.keys, every_envelope(session))
    assert opened.damaged == 0
    return sorted((o.envelope.given_on, o.contents.levels["overall"]) for o in opened.envelopes)


def lose_the_answer(page: Page) -> None:
    """Let the next batch arrive and its answer get lost on the way back."""

    def lost(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route(f"**{PAGE}", lost, times=1)


def rate_without_a_network(page: Page) -> None:
    """Rate twice, the second time in English, and begin a third time without finishing."""
    anew(page)
    rate(page, 4)
    anew(page)
    rate(page, 2, "en")
    expect(page.locator("#waiting")).to_have_text("2")
    anew(page)
    touch(page, "[data-start=vi]")
    touch(page, "[data-value='1']")


def taken_out(page: Page, box: Box) -> list[str]:
    """Return the overall levels in the file that staff can take out."""
    page.locator("#staff-open").click()
    with page.expect_download() as download:
        page.locator("#take-out").click()
    page.locator("#staff-close").click()
    file = read_file(download.value.path().read_bytes(), local_day(utc_now()))
    opened = [open_box(box.counter.keys, file.kiosk_id, one) for one in file.boxes]
    return sorted(one.values["overall"] for one in opened)


def test_nothing_is_lost_and_nothing_counts_twice(box: Box, tablet: Tablet) -> None:
    page = tablet.start()
    page.wait_for_selector("body[data-kept]")
    rate(page, 5)
    send_now(page, 0)
    assert page.context.cookies() == []
    box.down()
    rate_without_a_network(page)
    tablet.kill()
    page = tablet.start()
    expect(page.locator("[data-screen=attract]:visible")).to_have_count(1)
    expect(page.locator("#waiting")).to_have_text("2")
    # Nothing lies there that the tablet itself could read.
    fields = {frozenset(one) for one in page.evaluate(ALL)}
    assert fields == {frozenset({"number", "id", "key", "point", "sealed"})}
    assert taken_out(page, box) == ["2", "4"]
    box.up()
    lose_the_answer(page)
    send_now(page, 2)
    send_now(page, 0)
    today = local_day(utc_now())
    assert stored(box) == [(today, 2), (today, 4), (today, 5)]


def test_a_clock_that_is_more_than_a_year_behind_is_put_right(box: Box, tablet: Tablet) -> None:
    page = tablet.start(days_ahead(-403))
    page.wait_for_selector("body[data-kept]")
    box.down()
    rate(page, 3)
    tablet.stop()
    box.up()
    page = tablet.start(days_ahead(-400))
    send_now(page, 0)
    assert stored(box) == [(local_day(utc_now()) - timedelta(days=3), 3)]


SPOIL = """new Promise((done) => {
  const opening = indexedDB.open("kiosk-1");
  opening.onsuccess = () => {
    const boxes = opening.result.transaction(["boxes"], "readwrite").objectStore("boxes");
    const spoilt = { number: "00", id: "AA", key: "", point: "", sealed: "" };
    boxes.put(spoilt).onsuccess = () => done();
  };
})"""


def test_one_damaged_box_does_not_hold_up_the_others(box: Box, tablet: Tablet) -> None:
    page = tablet.start()
    page.wait_for_selector("body[data-kept]")
    box.down()
    rate(page, 1)
    page.evaluate(SPOIL)
    box.up()
    page.locator("#staff-open").click()
    refused = page.locator("#staff-refused")
    for _ in range(12):  # drawn by lot, singly
        page.locator("#send-now").click()
        page.wait_for_timeout(250)
        if refused.inner_text() == "1":
            break
    expect(refused).to_have_text("1")
    page.locator("#staff-close").click()
    send_now(page, 0)
    assert [level for _day, level in stored(box)] == [1]


def quick(route: Route) -> None:
    """Hand the page out with shorter waits; what it sends goes its way."""
    if route.request.method != "GET":
        route.continue_()
        return
    answer = route.fetch()
    html = answer.text()
    waits = {"silence": (25, 1), "warning": (10, 2), "thanks": (6, 1), "interval": (5, 1)}
    for name, (seconds, fewer) in waits.items():
        html = html.replace(f"&#34;{name}&#34;: {seconds}", f"&#34;{name}&#34;: {fewer}")
    route.fulfill(response=answer, body=html)


def test_silence_warns_sends_what_was_said_and_begins_anew(box: Box, browser: Browser) -> None:
    context = browser.new_context(service_workers="block", viewport={"width": 800, "height": 1200})
    page = context.new_page()
    page.route(f"**{PAGE}", quick)
    page.goto(box.environ["PUBLIC_URL"] + PAGE)
    page.wait_for_selector("body[data-ready]")
    assert Axe().run(page).violations_count == 0

    page.locator("[data-start=vi]").press("Enter")
    expect(page.locator("#vi-overall")).to_be_focused()
    assert Axe().run(page).violations_count == 0
    warning = page.locator("[data-warning]:visible")
    expect(warning).to_contain_text("không lưu gì cả")
    page.keyboard.press("Enter")
    expect(warning).to_have_count(0)
    page.keyboard.press("Tab")
    page.locator("#vi-overall").focus()
    for _ in range(5):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(warning).to_contain_text("phiếu sẽ được gửi")
    expect(page.locator("[data-screen=thanks]:visible")).to_have_count(1)
    expect(page.locator("[data-screen=attract]:visible")).to_have_count(1)
    assert page.locator("[data-screen=ask]:visible").count() == 0
    send_now(page, 0)
    assert stored(box) == [(local_day(utc_now()), 5)]
    context.close()
