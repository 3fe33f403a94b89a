"""A question is recorded on a telephone, opened by a second person, and heard by a citizen."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from portal.clock import utc_now
from portal.offices.kinds import Role
from portal.offices.models import Authority, Staff
from portal.offices.passwords import Hasher
from tests.builders import make_staff
from tests.journeys.conftest import PHONE, LiveServer
from tests.journeys.office import PASSWORD, Console
from tests.journeys.servers import CHROMIUM_FLAGS
from tests.portal.fieldwork.tongues.builders import speak
from tests.portal.ratings.builders import Commune, make_commune
from tests.surveys.tongues.packs import MADE_UP

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PLACE = "/q/K7M2QXG"
RECORDINGS = f"/console/khao-sat/tieng/1/{MADE_UP}/ghi-am"
# A beeping microphone that nobody has to allow.
MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
PLAYS = """sound => new Promise((done) => {
  const look = () => { if (sound.currentTime > 0.1) done(); };
  sound.addEventListener("timeupdate", look);
  look();
})"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    path = shutil.which("chromium")
    flags = [*CHROMIUM_FLAGS, *MICROPHONE]
    recording = browser.browser_type.launch(executable_path=path, args=flags)
    context = recording.new_context(viewport=PHONE, locale="vi-VN")
    context.set_default_timeout(10_000)
    yield context.new_page()
    recording.close()


@pytest.fixture
def commune(live_server: LiveServer) -> Commune:
    commune = make_commune(live_server.database)
    speak(live_server.database, commune, utc_now())
    return commune


def somebody(live_server: LiveServer, commune: Commune, name: str, role: Role) -> Staff:
    with live_server.database.writing() as session:
        authority = session.get_one(Authority, commune.authority.id)
        staff = make_staff(session, authority, name, role)
        staff.password_hash = Hasher(is_fast=True).hash(PASSWORD)
        return staff


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_an_audio_pack_is_recorded_opened_and_heard(
    live_server: LiveServer, page: Page, commune: Commune, tmp_path: Path
) -> None:
    keeper = somebody(live_server, commune, "keeps", Role.REFORM_COORDINATOR)
    chair = somebody(live_server, commune, "chairs", Role.CHAIRPERSON)
    console = Console(page, live_server.url)
    console.sign_in(keeper)
    page.goto(live_server.url + RECORDINGS)
    panel = page.locator("#manner")
    panel.get_by_role("button", name="Ghi âm", exact=True).click()
    page.wait_for_timeout(1200)
    panel.get_by_role("button", name="Dừng").click()
    expect(panel.get_by_role("status")).to_contain_text("KB")
    panel.get_by_role("button", name="Lưu bản ghi").click()
    expect(page.locator("#manner audio")).to_be_visible()
    page.context.clear_cookies()
    console.sign_in(chair)
    page.goto(live_server.url + RECORDINGS)
    panel.get_by_label("Người biết tiếng đã nghe lại").fill("[a listener]")
    panel.get_by_role("button", name="Mở cho người dân").click()
    expect(panel).to_contain_text("đã mở cho người dân")
    page.context.clear_cookies()
    _heard(live_server.url, page, tmp_path)


def _heard(url: str, page: Page, pictures: Path) -> None:
    """Nothing is fetched before the tap; then it plays."""
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{url}{PLACE}?lang={MADE_UP}", wait_until="networkidle")
    assert not any("/nghe/" in address for address in fetched)
    sound = page.locator("#manner audio")
    sound.focus()
    page.keyboard.press("Space")
    sound.evaluate(PLAYS)
    assert any("/nghe/" in address for address in fetched)
    assert Axe().run(page).violations_count == 0
    picture = pictures / "audio.png"
    page.screenshot(path=picture)
    assert picture.stat().st_size > 10_000


@pytest.mark.usefixtures("commune")
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_easy_way_goes_on_and_back_and_is_thanked(live_server: LiveServer, page: Page) -> None:
    page.goto(f"{live_server.url}{PLACE}/de")
    page.get_by_role("link", name="Tiếp tục").click()
    page.locator("#signs-4").check()
    page.get_by_role("link", name="Tiếp tục").click()
    expect(page.locator("#papers")).to_be_visible()
    page.go_back()
    expect(page.locator("#signs-4")).to_be_checked()
    page.get_by_role("link", name="Quay lại").click()
    expect(page.get_by_text("1 / 12", exact=True)).to_be_visible()
    for _ in range(11):
        page.get_by_role("link", name="Tiếp tục").click()
    assert Axe().run(page).violations_count == 0
    page.get_by_role("button", name="Gửi đánh giá").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("phiếu đã được ghi nhận")
    assert page.context.cookies() == []
    # Who lent the telephone goes back and learns nothing.
    page.go_back()
    expect(page.get_by_text("12 / 12", exact=True)).to_be_visible()
    assert page.locator("input:checked").count() == 0
