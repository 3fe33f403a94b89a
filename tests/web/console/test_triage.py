"""The desk's pages: each form does its one thing, and gives back what it refuses."""

import pytest
from sqlalchemy import select

from portal.cases.kinds import State, TextPart
from portal.cases.models import Case
from portal.cases.store import latest_text
from portal.db import Database
from tests.portal.cases.handling.builders import REPLY, House
from tests.proofreading import ProofreadingClient
from tests.web.console.conftest import MakeCase

Sent = tuple[str, dict[str, str], State]
SENT: list[Sent] = [
    ("/accept", {"kind": "proposal", "subject": "service_quality"}, State.ACCEPTED),
    ("/ask", {"question": "Cột số mấy?"}, State.NEEDS_INFO),
    (
        "/not-accept",
        {"refusal": "unclear", "words": "Không rõ ở đâu.", "right_address": "Một cửa"},
        State.NOT_ACCEPTED,
    ),
    ("/forward", {"receiver": "Công an xã", "reason": "Việc an ninh."}, State.FORWARDED),
    ("/answer", {"reply": REPLY}, State.ANSWERED),
    ("/note", {"note": "Đã gọi thôn."}, State.RECEIVED),
]


def stored(database: Database) -> Case:
    with database.reading() as session:
        case = session.scalars(select(Case)).one()
        session.expunge(case)
    return case


@pytest.mark.parametrize("sent", SENT)
def test_a_form_does_its_one_thing_and_leads_back(
    client: ProofreadingClient,
    database: Database,
    house: House,
    page_at: MakeCase,
    sent: Sent,
) -> None:
    page, typed, state = sent
    url = page_at(State.RECEIVED)
    client.sign_in(house.clerk)
    answer = client.post_form(url + page, typed)
    assert (answer.status_code, answer.location) == (303, url)
    assert 'class="flash success"' in client.get(url).text
    assert stored(database).state == state


@pytest.mark.parametrize("sent", SENT)
def test_a_form_with_one_empty_field_comes_back_with_the_rest(
    client: ProofreadingClient,
    database: Database,
    house: House,
    page_at: MakeCase,
    sent: Sent,
) -> None:
    page, typed, _state = sent
    url = page_at(State.RECEIVED)
    client.sign_in(house.clerk)
    emptied = list(typed)[-1]
    answer = client.post_form(f"{url}{page}?lang=en", {**typed, emptied: " "})
    assert answer.status_code == 422
    assert 'class="problems"' in answer.text
    for name, text in typed.items():
        if name != emptied and name not in {"kind", "refusal"}:
            assert text in answer.text
    assert stored(database).version == 0


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("/accept", {"kind": "denunciation", "subject": "local_life"}),
        ("/accept", {"subject": "local_life", "kind": ""}),
        ("/not-accept", {"refusal": "boring", "words": "Chán.", "right_address": "Nhà"}),
        ("/forward", {"receiver": "x" * 201, "reason": "Lý do."}),
        ("/note", {"note": "ghi " * 1300}),
        ("/note", {"note": "Ghi.", "version": "abc"}),
    ],
)
def test_forged_and_endless_values_are_refused(
    client: ProofreadingClient,
    database: Database,
    house: House,
    page_at: MakeCase,
    page: str,
    typed: dict[str, str],
) -> None:
    url = page_at(State.RECEIVED)
    client.sign_in(house.clerk)
    assert client.post_form(url + page, typed).status_code == 422
    assert stored(database).version == 0


def test_the_lane_the_sender_chose_is_ticked_already(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.RECEIVED)
    client.sign_in(house.clerk)
    page = client.get(f"{url}/accept").text
    for value in ("report", "local_life"):
        assert page.partition(f'value="{value}"')[0].rpartition("<input")[2].startswith(" checked")


def test_the_offices_a_commune_works_with_are_named(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.RECEIVED)
    client.sign_in(house.clerk)
    assert "Công an xã" in client.get(f"{url}/forward").text


def test_the_reception_is_where_most_are_sent(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.RECEIVED)
    client.sign_in(house.clerk)
    assert house.authority.reception in client.get(f"{url}/not-accept").text


def test_a_step_that_is_over_leads_back_to_the_case(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ANSWERED)
    client.sign_in(house.clerk)
    answer = client.get(f"{url}/accept")
    assert (answer.status_code, answer.location) == (303, url)
    assert 'class="flash error"' in client.get(url).text


def test_a_second_click_is_told_and_writes_nothing(
    client: ProofreadingClient, database: Database, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.RECEIVED)
    client.sign_in(house.clerk)
    before = client.get(f"{url}/note?lang=en")
    client.post_form(f"{url}/note", {"note": "Đã gọi thôn."})
    from_before = {"version": "0", "note": "Đã gọi thôn lần nữa."}
    answer = client.post_form(f"{url}/note?lang=en", from_before)
    assert before.status_code == 200
    assert answer.status_code == 409
    assert "The case has changed in the meantime" in answer.text
    assert "Đã gọi thôn lần nữa." in answer.text
    with database.reading() as session:
        note = latest_text(session, stored(database).id, TextPart.NOTE)
        assert note is not None
        assert note.body == "Đã gọi thôn."
