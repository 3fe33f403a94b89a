"""Publishing on the page: originals beside it, doubtful places named, one look demanded."""

from sqlalchemy import select

from portal.cases.kinds import State
from portal.cases.models import Case
from portal.db import Database
from tests.portal.cases.builders import STORY
from tests.portal.cases.handling.builders import REPLY, House
from tests.proofreading import ProofreadingClient
from tests.web.console.conftest import MakeCase

CLEAN = {"public_story": "Đèn đường đầu thôn hỏng.", "public_reply": "Xã đã thay bóng đèn."}


def is_published(database: Database) -> bool:
    with database.reading() as session:
        return session.scalars(select(Case)).one().published_at is not None


def test_the_copy_begins_with_the_originals(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ANSWERED)
    client.sign_in(house.chief)
    page = client.get(f"{url}/publish").text
    assert f"{STORY}</textarea>" in page
    assert f"Đã làm: {REPLY}\n" in page
    assert "looked" not in page


def test_a_clean_copy_is_published_and_taken_down(
    client: ProofreadingClient, database: Database, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ANSWERED)
    client.sign_in(house.chief)
    assert client.post_form(f"{url}/publish", CLEAN).status_code == 303
    assert is_published(database)
    assert "Published" in client.get(f"{url}?lang=en").text
    assert client.get(f"{url}/publish").status_code == 303
    refused = client.post_form(f"{url}/unpublish", {"reason": ""})
    assert refused.status_code == 422
    assert client.post_form(f"{url}/unpublish", {"reason": "Nhầm."}).status_code == 303
    assert not is_published(database)


def test_what_may_name_somebody_is_pointed_at_and_must_be_looked_at(
    client: ProofreadingClient, database: Database, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ANSWERED)
    client.sign_in(house.chief)
    named = {**CLEAN, "public_story": "Nhà ông Nguyễn Văn Bảy, số 0912 345 678, tắt đèn."}
    answer = client.post_form(f"{url}/publish?lang=en", named)
    assert answer.status_code == 422
    assert "Nguyễn Văn Bảy</b>" in answer.text
    assert "0912 345 678</b>" in answer.text
    assert not is_published(database)
    assert client.post_form(f"{url}/publish", {**named, "looked": "y"}).status_code == 303
    assert is_published(database)


def test_a_published_case_is_taken_down_by_others_never(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ANSWERED)
    client.sign_in(house.chief)
    client.post_form(f"{url}/publish", CLEAN)
    assert client.get(f"{url}/unpublish").status_code == 200
    for other in (house.officer, house.colleague, house.stranger):
        client.sign_in(other)
        assert client.get(f"{url}/unpublish").status_code in {403, 404}
