"""A case that waits for its sender, and a sender who waits for a call: nobody is left standing."""

import pytest
from sqlalchemy import select

from portal.cases.handling.triage import ask
from portal.cases.kinds import State
from portal.cases.models import Case
from portal.cases.replies.answering import answer_at_once
from portal.db import Database
from tests.portal.cases.handling.builders import NOW, REPLY, House, case_at, received, turn
from tests.proofreading import ProofreadingClient

QUESTION = "Đèn ở cột số mấy?"


@pytest.fixture
def asked(database: Database, house: House) -> str:
    """A case of the unit, asked about by its officer; the address of its page."""
    with database.writing() as session:
        case = case_at(session, house, State.ASSIGNED)
        ask(session, turn(house.officer, case), QUESTION, now=NOW)
        return f"/console/vu-viec/{case.reference}"


@pytest.fixture
def to_call(database: Database, house: House) -> str:
    """An answered case whose sender wants a call; the address of its page."""
    with database.writing() as session:
        case = received(session, house, reply_by="phone")
        answer_at_once(session, turn(house.clerk, case), REPLY, now=NOW)
        return f"/console/vu-viec/{case.reference}"


def state(database: Database) -> State:
    with database.reading() as session:
        return State(session.scalars(select(Case.state)).one())


@pytest.mark.parametrize("who", ["officer", "clerk"])
@pytest.mark.parametrize(
    "sent",
    [("/supply", "answer", "Cột số 7."), ("/resume", "reason", "Thôn đã chỉ đúng cột.")],
)
def test_a_question_leads_back_to_the_unit_with_or_without_an_answer(
    client: ProofreadingClient,
    database: Database,
    house: House,
    asked: str,
    who: str,
    sent: tuple[str, str, str],
) -> None:
    page, field, words = sent
    client.sign_in(getattr(house, who))
    assert f'href="{asked}{page}' in client.get(asked).text
    assert QUESTION in client.get(asked + page).text
    assert client.post_form(asked + page, {field: " "}).status_code == 422
    assert state(database) is State.NEEDS_INFO
    assert client.post_form(asked + page, {field: words}).status_code == 303
    assert words in client.get(asked).text
    assert state(database) is State.ASSIGNED


@pytest.mark.parametrize("page", ["/supply", "/resume"])
def test_a_colleague_of_another_unit_takes_no_answer(
    client: ProofreadingClient, house: House, asked: str, page: str
) -> None:
    for nosy in (house.colleague, house.stranger):
        client.sign_in(nosy)
        assert client.get(asked + page).status_code in {403, 404}


def test_a_case_that_was_accepted_cannot_be_refused_while_it_waits(
    client: ProofreadingClient, house: House, asked: str
) -> None:
    client.sign_in(house.clerk)
    assert f'href="{asked}/not-accept' not in client.get(asked).text


def test_a_call_is_written_down_and_leaves_the_queue(
    client: ProofreadingClient, house: House, to_call: str
) -> None:
    client.sign_in(house.clerk)
    queue = "/console?queue=to_tell&lang=en"
    assert to_call in client.get(queue, follow_redirects=True).text
    assert 'href="#way"' not in client.get(f"{to_call}/tell").text
    assert client.post_form(f"{to_call}/tell", {"way": "code"}).status_code == 422
    assert client.post_form(f"{to_call}/tell", {"way": "phone"}).status_code == 303
    assert "Called by telephone" in client.get(f"{to_call}?lang=en").text
    assert to_call not in client.get(queue, follow_redirects=True).text


def test_nobody_else_writes_down_a_call(
    client: ProofreadingClient, house: House, to_call: str
) -> None:
    for nosy in (house.colleague, house.stranger):
        client.sign_in(nosy)
        assert client.get(f"{to_call}/tell").status_code in {403, 404}
