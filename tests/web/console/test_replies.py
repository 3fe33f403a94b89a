"""The pages of the answer, from the first draft to the signed document."""

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.cases.intake.tracking import rate_reply, reopen
from portal.cases.kinds import State
from portal.cases.models import Case
from portal.cases.replies.drafting import return_draft
from portal.db import Database
from tests.portal.cases.handling.builders import NOW, REPLY, TOO_LATE, House, turn, typed
from tests.proofreading import ProofreadingClient
from tests.web.console.conftest import MakeCase

SIGNED = {
    "signing_form": "TM.",
    "document_number": "214/UBND-KT",
    "document_on": "2026-11-20",
    "document_signer": "Nguyễn Văn An",
}
LATE = "Chờ vật tư từ tỉnh."


def only_case(session: Session) -> Case:
    return session.scalars(select(Case)).one()


def state_of(database: Database) -> str:
    with database.reading() as session:
        return only_case(session).state


def test_from_draft_to_signature(
    client: ProofreadingClient, database: Database, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ASSIGNED)
    for staff, page, said, state in (
        (house.officer, "/draft", typed(), State.DRAFTED),
        (house.head, "/approve", {}, State.APPROVED),
        (house.records, "/sign", SIGNED, State.ANSWERED),
    ):
        client.sign_in(staff)
        assert client.post_form(url + page, said).location == url
        assert state_of(database) == state


def test_a_returned_draft_comes_back_with_its_words_and_the_remarks(
    client: ProofreadingClient, database: Database, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.DRAFTED)
    client.sign_in(house.head)
    assert client.post_form(f"{url}/return", {"remarks": "Xin ghi ngày."}).status_code == 303
    client.sign_in(house.officer)
    page = client.get(f"{url}/draft").text
    assert "Xin ghi ngày." in page
    assert f"{REPLY}</textarea>" in page


def test_after_reopening_the_page_is_empty(
    client: ProofreadingClient, database: Database, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.DRAFTED)
    with database.writing() as session:
        return_draft(session, turn(house.head, only_case(session)), "Xin ghi ngày.", now=NOW)
    client.sign_in(house.officer)
    client.post_form(f"{url}/draft", typed())
    client.sign_in(house.head)
    client.post_form(f"{url}/approve", {})
    client.sign_in(house.records)
    client.post_form(f"{url}/sign", SIGNED)
    with database.writing() as session:
        case = only_case(session)
        rate_reply(session, case, is_satisfied=False, comment="Vẫn tắt.", now=NOW)
        reopen(session, case, "Vẫn tắt.", now=NOW)
    client.sign_in(house.officer)
    page = client.get(f"{url}/draft").text
    assert "Xin ghi ngày." not in page
    assert f"{REPLY}</textarea>" not in page


def test_the_approver_reads_the_reply_and_the_story(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.DRAFTED)
    client.sign_in(house.head)
    page = client.get(f"{url}/approve").text
    assert REPLY in page
    assert "Đèn đường" in page


def test_after_the_day_the_page_asks_why_and_then_no_more(
    client: ProofreadingClient,
    database: Database,
    house: House,
    page_at: MakeCase,
    clock: time_machine.Traveller,
) -> None:
    url = page_at(State.ASSIGNED)
    client.sign_in(house.officer)
    assert "late_reason" not in client.get(f"{url}/draft").text
    clock.move_to(TOO_LATE)
    client.sign_in(house.officer)
    answer = client.post_form(f"{url}/draft?lang=en", typed())
    assert answer.status_code == 422
    assert "The due date has passed. Please say why" in answer.text
    assert f"{REPLY}</textarea>" in answer.text
    late = {**typed(), "late_reason": LATE}
    assert client.post_form(f"{url}/draft", late).status_code == 303
    client.sign_in(house.head)
    page = client.get(f"{url}/approve").text
    assert "late_reason" not in page
    assert LATE in page
    assert client.post_form(f"{url}/approve", {}).status_code == 303
    assert LATE in client.get(url).text


@pytest.mark.parametrize(
    "step",
    [
        ("/approve", State.DRAFTED, "head", {}),
        ("/sign", State.APPROVED, "records", SIGNED),
        ("/answer", State.ACCEPTED, "clerk", {"reply": REPLY}),
    ],
)
def test_each_late_step_asks_why(
    client: ProofreadingClient,
    house: House,
    page_at: MakeCase,
    clock: time_machine.Traveller,
    step: tuple[str, State, str, dict[str, str]],
) -> None:
    page, state, who, said = step
    url = page_at(state)
    clock.move_to(TOO_LATE)
    client.sign_in(getattr(house, who))
    assert client.post_form(url + page, said).status_code == 422
    answer = client.post_form(url + page, {**said, "late_reason": LATE})
    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("document_number", "", "This field is required."),
        ("document_on", "2026-11-21", "This day has not come yet."),
        ("document_on", "2026-11-18", "the petition had not come in yet"),
        ("document_on", "hôm qua", "Not a valid date value."),
        ("document_signer", "", "This field is required."),
        ("document_signer", "x" * 121, "120"),
    ],
)
def test_a_document_that_cannot_be_comes_back(
    client: ProofreadingClient,
    house: House,
    page_at: MakeCase,
    field: str,
    value: str,
    words: str,
) -> None:
    url = page_at(State.APPROVED)
    client.sign_in(house.records)
    answer = client.post_form(f"{url}/sign?lang=en", {**SIGNED, field: value})
    assert answer.status_code == 422
    assert words in answer.text


def test_the_drafter_is_not_offered_to_approve(
    client: ProofreadingClient, database: Database, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ASSIGNED)
    client.sign_in(house.head)
    client.post_form(f"{url}/draft", typed())
    assert f"{url}/approve" not in client.get(url).text
    assert client.get(f"{url}/approve").status_code == 303
