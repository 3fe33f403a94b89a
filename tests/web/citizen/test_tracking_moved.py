"""A case that moves on while its sender writes, and a second look that is asked for later."""

from datetime import datetime

import pytest
from sqlalchemy import select

from portal.access_codes import AccessCode
from portal.cases.acts import Actor
from portal.cases.events import record
from portal.cases.intake.submit import send
from portal.cases.kinds import Action, State
from portal.cases.models import Case
from portal.clock import utc_now
from portal.db import Database
from portal.keys import Keys
from portal.offices.kinds import Role
from portal.offices.models import Authority
from tests.builders import make_staff
from tests.portal.cases.builders import actor_of, make_act
from tests.portal.cases.intake.builders import SUBMISSION, a_petition
from tests.proofreading import ProofreadingClient


@pytest.fixture
def chief(database: Database, commune: int) -> Actor:
    with database.writing() as session:
        authority = session.get_one(Authority, commune)
        return actor_of(make_staff(session, authority, "Lê Văn Hùng", Role.CHIEF_OF_OFFICE))


@pytest.fixture
def page(
    client: ProofreadingClient,
    database: Database,
    keys: Keys,
    now: datetime,
    commune: int,
    clock: object,
) -> str:
    """The sealed address of a case of a sender who wants to be called."""
    assert clock
    receipt = send(database, keys, a_petition(commune), SUBMISSION, now=now, is_fast=True)
    assert isinstance(receipt.access_code, AccessCode)
    return str(client.post("/tra-cuu", data={"code": receipt.access_code.printed}).location)


def act(database: Database, actor: Actor, *actions: Action) -> None:
    for action in actions:
        with database.writing() as session:
            case = session.scalars(select(Case)).one()
            record(session, case, make_act(action, actor, utc_now()))


def state(database: Database) -> State:
    with database.reading() as session:
        return State(session.scalars(select(Case.state)).one())


def test_an_answer_that_comes_too_late_is_shown_to_be_copied(
    client: ProofreadingClient, database: Database, page: str, chief: Actor
) -> None:
    act(database, chief, Action.ASK, Action.RESUME)
    late = client.post(f"{page}/tra-loi", data={"answer": "Cột số 9 kia."})
    assert late.status_code == 409
    assert "Cột số 9 kia." in late.text
    assert "Cột số 9 kia." not in client.get(page).text


def test_a_judgement_of_a_case_already_judged_keeps_its_words(
    client: ProofreadingClient, database: Database, page: str, chief: Actor
) -> None:
    act(database, chief, Action.ANSWER_AT_ONCE)
    first = {"is_satisfied": "no", "comment": "Đèn lại tắt."}
    for _ in range(2):
        assert client.post(f"{page}/danh-gia", data=first).status_code == 303
    other = client.post(f"{page}/danh-gia", data={**first, "comment": "Cả dây cũng đứt."})
    assert other.status_code == 409
    assert "Cả dây cũng đứt." in other.text


def test_a_dissatisfied_sender_may_ask_later_and_only_once(
    client: ProofreadingClient, database: Database, page: str, chief: Actor
) -> None:
    act(database, chief, Action.ANSWER_AT_ONCE)
    client.post(f"{page}/danh-gia", data={"is_satisfied": "no", "comment": "Đèn lại tắt."})
    assert 'name="wish"' in client.get(page).text
    empty = client.post(f"{page}/xem-lai", data={"wish": " "})
    assert empty.status_code == 422
    assert 'href="#wish"' in empty.text
    assert client.post(f"{page}/xem-lai", data={"wish": "Xin xem lại."}).status_code == 303
    assert state(database) is State.ACCEPTED
    assert 'name="wish"' not in client.get(page).text
    again = client.post(f"{page}/xem-lai", data={"wish": "Xem lần nữa."})
    assert again.status_code == 409
    assert "Xem lần nữa." in again.text


def test_an_answer_taken_by_the_desk_is_not_said_to_be_typed_by_the_sender(
    client: ProofreadingClient, database: Database, page: str, chief: Actor
) -> None:
    act(database, chief, Action.ASK, Action.SUPPLY)
    shown = client.get(f"{page}?lang=en").text
    assert "Your answer by telephone or at the counter was written down" in shown
    assert "Cột số 7." in shown
