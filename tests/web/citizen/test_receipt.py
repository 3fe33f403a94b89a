"""The receipt: all that is promised, on a page that closes after ten minutes."""

import io
from datetime import datetime, timedelta

import pytest
import time_machine
import zxingcpp
from PIL import Image
from sqlalchemy import delete, select

from portal.access_codes import derive_access_code
from portal.calendar.models import CalendarYear
from portal.cases.models import Case
from portal.db import Database
from portal.keys import Keys, Purpose
from portal.offices.models import Authority
from portal.web import submission
from portal.web.citizen import passes, receipt
from portal.web.citizen.passes import PassKind
from tests.proofreading import ProofreadingClient, hidden_fields
from tests.web.citizen.builders import FILLED, URL, send

pytestmark = pytest.mark.usefixtures("commune", "clock")


def test_the_receipt_shows_reference_code_dates_and_rules(
    client: ProofreadingClient, database: Database, keys: Keys, now: datetime
) -> None:
    checked = client.post_form(URL, FILLED)
    form = hidden_fields(checked.text)
    page = client.get(client.post(URL, data={**form, "step": "send"}).location)
    code = derive_access_code(
        keys.key(Purpose.ACCESS_CODE), submission.read(keys, form["submission"], now)
    )
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert code.printed in page.text
    assert "XSM1-261120-001" in page.text
    # Accepted or not by Wednesday 25/11 (24/11 is a day off), answered by Monday 07/12.
    assert "25/11/2026" in page.text
    assert "07/12/2026" in page.text
    assert page.text.count('<table class="days">') == 2
    with database.reading() as session:
        assert session.scalars(select(Case.locator)).one() == code.locator


def test_the_code_is_in_no_address(client: ProofreadingClient, keys: Keys, now: datetime) -> None:
    checked = client.post_form(URL, FILLED)
    form = hidden_fields(checked.text)
    location = client.post(URL, data={**form, "step": "send"}).location
    code = derive_access_code(
        keys.key(Purpose.ACCESS_CODE), submission.read(keys, form["submission"], now)
    )
    assert code.locator not in location
    assert code.secret not in location


def test_the_receipt_can_be_reloaded_for_ten_minutes_and_no_longer(
    client: ProofreadingClient, clock: time_machine.Traveller
) -> None:
    location = send(client)
    clock.shift(timedelta(minutes=10))
    assert client.get(location).status_code == 200
    clock.shift(timedelta(minutes=1))
    for url in (location, f"{location}/anh.png"):
        page = client.get(url)
        assert page.status_code == 410
        assert 'class="code"' not in page.text


@pytest.mark.parametrize("token", ["x", "A" * 64, "đ", "-" * 500])
def test_a_made_up_address_opens_nothing(client: ProofreadingClient, token: str) -> None:
    assert client.get(f"/bien-nhan/{token}").status_code == 404


def test_a_sealed_address_of_another_kind_opens_nothing(
    client: ProofreadingClient, keys: Keys, now: datetime
) -> None:
    token = passes.issue(keys, PassKind.TRACKING, bytes(16), now)
    assert client.get(f"/bien-nhan/{token}").status_code == 404


def test_a_sealed_address_without_a_case_is_not_found(
    client: ProofreadingClient, keys: Keys, now: datetime
) -> None:
    token = passes.issue(keys, PassKind.RECEIPT, bytes(16), now)
    assert client.get(f"/bien-nhan/{token}").status_code == 404


def test_the_picture_can_be_kept_and_its_qr_code_leads_to_the_tracking_page(
    client: ProofreadingClient,
) -> None:
    response = client.get(f"{send(client)}/anh.png")
    assert response.mimetype == "image/png"
    assert "XSM1-261120-001.png" in response.headers["Content-Disposition"]
    with Image.open(io.BytesIO(response.data)) as picture:
        assert picture.width == 1080
        assert zxingcpp.read_barcodes(picture)[0].text == "https://gopy.example/tra-cuu"


@pytest.mark.parametrize(("is_demo", "said"), [(True, "Dữ liệu minh họa"), (False, "")])
def test_the_picture_of_a_demonstration_says_that_it_is_one(
    client: ProofreadingClient,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    is_demo: bool,
    said: str,
) -> None:
    with database.writing() as session:
        session.scalars(select(Authority)).one().is_demo = is_demo
    monkeypatch.setattr(receipt, "receipt_png", lambda words, _url: words.warning.encode())
    assert client.get(f"{send(client)}/anh.png").text == said


def test_without_a_calendar_the_receipt_says_so_and_names_no_date(
    client: ProofreadingClient, database: Database
) -> None:
    with database.writing() as session:
        session.execute(delete(CalendarYear))
    location = send(client)
    page = client.get(location)
    assert page.status_code == 200
    assert '<table class="days">' not in page.text
    assert 'class="code"' in page.text
    assert client.get(f"{location}/anh.png").status_code == 200


def test_the_receipt_speaks_english_when_asked(client: ProofreadingClient) -> None:
    page = client.get(send(client) + "?lang=en")
    assert "Access code, shown only now" in page.text
    assert "Wednesday, 25 November 2026" in page.text
