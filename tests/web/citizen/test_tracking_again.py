"""What the sender reads while the right unit is found, and while leaders look again."""

from datetime import datetime

import pytest
from sqlalchemy import select

from portal.access_codes import AccessCode
from portal.cases.acts import Actor
from portal.cases.events import record
from portal.cases.intake.submit import send
from portal.cases.kinds import Action
from portal.cases.models import Case
from portal.clock import utc_now
from portal.db import Database
from portal.keys import Keys
from portal.offices.kinds import Role
from portal.offices.models import Authority, Unit
from tests.builders import make_staff
from tests.portal.cases.builders import TEXTS, actor_of, make_act
from tests.portal.cases.intake.builders import SUBMISSION, a_petition
from tests.proofreading import ProofreadingClient

UNIT = "Trung tâm Phục vụ hành chính công"


@pytest.fixture
def everyone(database: Database, commune: int) -> list[Actor]:
    """Two people who may each do everything that staff do."""
    with database.writing() as session:
        authority = session.get_one(Authority, commune)
        roles = (Role.CHIEF_OF_OFFICE, Role.CASE_OFFICER, Role.RECORDS_CLERK)
        return [actor_of(make_staff(session, authority, name, *roles)) for name in ("lan", "an")]


@pytest.fixture
def page(
    client: ProofreadingClient,
    database: Database,
    keys: Keys,
    now: datetime,
    commune: int,
    clock: object,
) -> str:
    """The sealed address of a case."""
    assert clock
    receipt = send(database, keys, a_petition(commune), SUBMISSION, now=now, is_fast=True)
    assert isinstance(receipt.access_code, AccessCode)
    return str(client.post("/tra-cuu", data={"code": receipt.access_code.printed}).location)


def act(database: Database, people: list[Actor], *actions: Action) -> None:
    for action in actions:
        with database.writing() as session:
            case = session.scalars(select(Case)).one()
            data = {"unit_id": session.scalars(select(Unit.id)).first()}
            given = data if action is Action.ASSIGN else {}
            actor = people[1] if action is Action.APPROVE else people[0]
            record(session, case, make_act(action, actor, utc_now(), **given))


def test_a_case_that_a_unit_gave_back_is_said_neutrally(
    client: ProofreadingClient, database: Database, page: str, everyone: list[Actor]
) -> None:
    act(database, everyone, Action.ACCEPT, Action.ASSIGN)
    assert f"In charge: {UNIT}" in client.get(f"{page}?lang=en").text
    act(database, everyone, Action.GIVE_BACK)
    shown = client.get(f"{page}?lang=en").text
    assert "The right unit is being found" in shown
    assert "In charge:" not in shown
    for reason in TEXTS[Action.GIVE_BACK].values():
        assert reason not in shown


def test_a_reopened_case_waits_for_the_leaders(
    client: ProofreadingClient, database: Database, page: str, everyone: list[Actor]
) -> None:
    answering = (Action.ACCEPT, Action.ASSIGN, Action.DRAFT, Action.APPROVE, Action.SIGN)
    act(database, everyone, *answering)
    judged = {"is_satisfied": "no", "comment": "Đèn lại tắt.", "look_again": "y"}
    assert client.post(f"{page}/danh-gia", data=judged).status_code == 303
    shown = client.get(f"{page}?lang=en").text
    assert "Reopened for a second look" in shown
    waiting = shown.partition("A leader looks at it again and decides who handles it")[2]
    assert "Leaders of the commune" in waiting[:200]
    assert "In charge:" not in shown
    act(database, everyone, Action.ASSIGN)
    assert f"In charge: {UNIT}" in client.get(f"{page}?lang=en").text


def test_a_forwarded_case_is_no_longer_in_the_charge_of_a_unit(
    client: ProofreadingClient, database: Database, page: str, everyone: list[Actor]
) -> None:
    act(database, everyone, Action.ACCEPT, Action.ASSIGN, Action.FORWARD)
    shown = client.get(f"{page}?lang=en").text
    assert "Forwarded to Công ty Điện lực" in shown
    assert "In charge:" not in shown
