"""An act is explained by its unit, which reads the question and nothing of the petition."""

import pytest

from portal.cases.kinds import State
from portal.cases.models import Case
from portal.db import Database
from tests.portal.cases.builders import STORY
from tests.portal.cases.handling.builders import House
from tests.proofreading import ProofreadingClient
from tests.web.console.conftest import MakeCase

REQUEST = "Hồ sơ đất ngày 12/11 hẹn trả ba lần: vì sao?"
WORDS = "Phòng thiếu người trong hai tuần, nay đã bố trí thêm."
LANE = {"kind": "report", "subject": "administrative_act"}


@pytest.fixture
def url(client: ProofreadingClient, house: House, page_at: MakeCase) -> str:
    """Return the page of a case about an act, given to its unit."""
    found = page_at(State.ASSIGNED)
    client.sign_in(house.clerk)
    lane = {**LANE, "reason": "Đây là việc làm sai của cán bộ."}
    assert client.post_form(f"{found}/lane", lane).status_code == 303
    return found


def ask(client: ProofreadingClient, house: House, url: str) -> None:
    client.sign_in(house.clerk)
    typed = {"unit_id": str(house.other_unit.id), "request": REQUEST}
    assert client.post_form(f"{url}/ask-explanation", typed).status_code == 303


def test_the_answer_waits_for_the_explanation(
    client: ProofreadingClient, house: House, url: str
) -> None:
    client.sign_in(house.officer)
    assert f"{url}/draft" not in client.get(url).text
    assert client.get(f"{url}/draft").status_code == 303
    ask(client, house, url)
    client.sign_in(house.colleague)
    write = f"/console/giai-trinh/{url.rpartition('/')[2]}"
    assert client.post_form(write, {"words": WORDS}).status_code == 303
    client.sign_in(house.officer)
    page = client.get(url).text
    assert WORDS in page
    assert f"{url}/draft" in page
    assert WORDS in client.get(f"{url}/explanation").text


def test_the_unit_asked_reads_the_question_alone(
    client: ProofreadingClient, house: House, url: str
) -> None:
    ask(client, house, url)
    client.sign_in(house.colleague)
    reference = url.rpartition("/")[2]
    for page in ("", f"/{reference}", f"/{reference}/print"):
        text = client.get(f"/console/giai-trinh{page}").text
        assert REQUEST in text
        assert STORY not in text
    for page in ("", "/sender", "/print", "/explanation", "/draft"):
        assert client.get(url + page).status_code == 404
    assert reference not in client.get("/console/?queue=all").text


def test_neither_another_unit_nor_a_stranger_explains(
    client: ProofreadingClient, house: House, url: str
) -> None:
    ask(client, house, url)
    page = f"/console/giai-trinh/{url.rpartition('/')[2]}"
    for nosy in (house.officer, house.head, house.clerk, house.stranger):
        client.sign_in(nosy)
        assert client.get(page).status_code in {403, 404}
        assert client.get(f"{page}/print").status_code in {403, 404}


def test_an_explanation_is_given_once_and_never_empty(
    client: ProofreadingClient, database: Database, house: House, url: str
) -> None:
    ask(client, house, url)
    client.sign_in(house.colleague)
    page = f"/console/giai-trinh/{url.rpartition('/')[2]}"
    assert client.post_form(page, {"words": " "}).status_code == 422
    stale = client.post_form(page, {"words": WORDS, "version": "0"})
    assert stale.status_code == 409
    assert WORDS in stale.text
    with database.reading() as session:
        assert session.query(Case).one().explained_on is None
    form = client.get(page).text
    assert client.post_form(page, {"words": WORDS}).status_code == 303
    csrf = form.partition('name="csrf_token" value="')[2].partition('"')[0]
    again = client.post(page, data={"words": "Thêm.", "version": "9", "csrf_token": csrf})
    assert again.status_code == 409
    assert "Thêm." in again.text


def test_a_unit_outside_the_house_is_not_asked(
    client: ProofreadingClient, house: House, url: str
) -> None:
    client.sign_in(house.clerk)
    typed = {"unit_id": str(house.police.id), "request": REQUEST}
    answer = client.post_form(f"{url}/ask-explanation", typed)
    assert answer.status_code == 422
    assert REQUEST in answer.text
