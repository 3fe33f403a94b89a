"""Comments searched without marks, filtered and tagged."""

from datetime import UTC, datetime

import pytest

from portal.db import Database
from portal.keys import Keys
from portal.ratings.contents import Contents
from portal.ratings.folding import fold
from tests.portal.ratings.builders import rate
from tests.portal.reports.world import OCTOBER, World
from tests.proofreading import ProofreadingClient
from tests.web.console.figures.conftest import Speakers
from tests.web.public.reading import words

REMARKS = f"/console/ket-qua/loi-nhan?ky={OCTOBER}"
TAGS = "/console/ket-qua/loi-nhan/nhan"


@pytest.fixture(autouse=True)
def _written(database: Database, keys: Keys, world: World) -> None:
    for day, said in ((6, "Chờ lâu quá."), (20, "Quạt hỏng.")):
        moment = datetime(2026, 10, day, 3, tzinfo=UTC)
        contents = Contents({"overall": 2}, texts={"comment": said})
        rate(database, keys, world.commune, moment, contents=contents, times=12)
    fold(database, keys)


def tag_first(client: ProofreadingClient, page: str) -> str:
    """Put the first tag on the first comment of a page and return the address it was sent to."""
    html = client.get(page).text
    action = html.partition('<details class="tagging">')[2].partition('action="')[2]
    address = action.partition('"')[0].replace("&amp;", "&")
    tag = html.partition('name="tags" value="')[2].partition('"')[0]
    token = html.partition('name="csrf_token" value="')[2].partition('"')[0]
    data = {"csrf_token": token, "tags": tag}
    assert client.post(address, data=data).status_code == 303
    return address


def test_words_are_found_without_marks_and_halves_of_months_told_apart(
    client: ProofreadingClient, people: Speakers
) -> None:
    client.sign_in(people.coordinator)
    assert "Tìm thấy 24 lời nhắn" in words(client, REMARKS)
    assert "Trang 1 / 2" in words(client, REMARKS)
    assert "Tìm thấy 12 lời nhắn" in words(client, f"{REMARKS}&tu=cho+lau")
    assert "Quạt hỏng" not in words(client, f"{REMARKS}&tu=CHỜ")
    assert "Tìm thấy 12 lời nhắn" in words(client, f"{REMARKS}&nua-thang=2026-10-15")
    assert "Tìm thấy 24 lời nhắn" in words(client, f"{REMARKS}&don-vi=never&nhan=-1&trang=99")


def test_a_tag_is_added_put_on_counted_and_put_away(
    client: ProofreadingClient, people: Speakers
) -> None:
    client.sign_in(people.coordinator)
    assert client.post_form(TAGS, {"name": "Chờ lâu"}).status_code == 303
    tag_first(client, f"{REMARKS}&tu=cho+lau")
    assert "Tìm thấy 24 lời nhắn: Chờ lâu 1" in words(client, REMARKS)
    again = client.post_form(TAGS, {"name": ""})
    assert again.status_code == 422
    page = client.get(TAGS).text
    away = page.partition(f'action="{TAGS}/')[2].partition(f'action="{TAGS}/')[2].partition('"')[0]
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    assert client.post(f"{TAGS}/{away}", data={"csrf_token": token}).status_code == 303
    assert "đã cất" in client.get(TAGS).text
    usual = client.post(f"{TAGS}/thuong-dung", data={"csrf_token": token})
    assert usual.status_code == 303
    assert "Thời gian chờ" in client.get(TAGS).text


def test_others_tag_nothing_of_ours(client: ProofreadingClient, people: Speakers) -> None:
    client.sign_in(people.coordinator)
    client.post_form(TAGS, {"name": "Chờ lâu"})
    address = tag_first(client, REMARKS)
    for person, status in ((people.colleague, 403), (people.stranger, 404)):
        client.sign_in(person)
        page = client.post_form("/console/mat-khau", {}).text
        token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
        assert client.post(address, data={"csrf_token": token}).status_code == status
    client.sign_in(people.coordinator)
    page = client.get(TAGS).text
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    for broken in ("xyz", "00" * 16):
        data = {"csrf_token": token}
        url = f"/console/ket-qua/loi-nhan/{broken}/nhan"
        assert client.post(url, data=data).status_code == 404
