"""Following a case: by code only, roles instead of names, and what its sender can still do."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from portal.access_codes import AccessCode
from portal.cases.acts import Act, Actor
from portal.cases.events import record
from portal.cases.intake.submit import send
from portal.cases.kinds import Action, State, TextPart
from portal.cases.models import Case
from portal.cases.store import latest_text
from portal.clock import utc_now
from portal.db import Database
from portal.keys import Keys
from portal.offices.kinds import Role
from portal.offices.models import Authority, Unit
from tests.builders import make_staff
from tests.portal.cases.builders import actor_of, make_act
from tests.portal.cases.intake.builders import SUBMISSION, a_petition
from tests.proofreading import ProofreadingClient, hidden_fields

URL = "/tra-cuu"


@pytest.fixture
def code(database: Database, keys: Keys, now: datetime, commune: int, clock: object) -> AccessCode:
    """The access code of Mai's case."""
    assert clock
    receipt = send(database, keys, a_petition(commune), SUBMISSION, now=now, is_fast=True)
    assert receipt.access_code is not None
    return receipt.access_code


@pytest.fixture
def chief(database: Database, commune: int) -> Actor:
    """Someone at the desk who may also assign and publish."""
    with database.writing() as session:
        authority = session.get_one(Authority, commune)
        roles = (Role.CHIEF_OF_OFFICE, Role.CASE_OFFICER, Role.RECORDS_CLERK)
        return actor_of(make_staff(session, authority, "Lê Văn Hùng", *roles))


def act(database: Database, actor: Actor, *actions: Action) -> None:
    for action in actions:
        with database.writing() as session:
            case = session.scalars(select(Case)).one()
            unit = session.scalars(select(Unit.id)).first()
            record(session, case, make_act(action, actor, utc_now(), **_data(action, unit)))


def _data(action: Action, unit_id: int | None) -> dict[str, object]:
    return {"unit_id": unit_id} if action is Action.ASSIGN else {}


def opened(client: ProofreadingClient, code: AccessCode) -> str:
    """Type the code and return the address it leads to."""
    found = client.post(URL, data={"code": code.printed})
    assert found.status_code == 303
    return str(found.location)


def state(database: Database) -> State:
    with database.reading() as session:
        return State(session.scalars(select(Case.state)).one())


def test_the_code_leads_to_the_case_and_stands_in_no_address(
    client: ProofreadingClient, code: AccessCode
) -> None:
    location = opened(client, code)
    assert code.locator not in location
    page = client.get(location)
    assert page.status_code == 200
    assert "XSM1-261120-001" in page.text
    assert a_petition().story in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert code.locator not in page.text
    assert "Nguyễn Thị Mai" not in page.text


def test_an_empty_code_is_asked_for(client: ProofreadingClient, code: AccessCode) -> None:
    assert client.post(URL, data={"code": code.words[0]}).status_code == 422
    assert client.post(URL, data={}).status_code == 422
    assert client.get(URL).status_code == 200


def test_the_page_closes_after_half_an_hour(
    client: ProofreadingClient, code: AccessCode, clock: time_machine.Traveller
) -> None:
    location = opened(client, code)
    clock.shift(timedelta(minutes=31))
    for page in (
        client.get(location),
        client.post(f"{location}/tra-loi", data={"answer": "Cột 7"}),
    ):
        assert page.status_code == 410
        assert a_petition().story not in page.text
    assert "Cột 7" in page.text


@pytest.mark.parametrize("token", ["x", "A" * 60])
def test_a_made_up_address_opens_nothing(client: ProofreadingClient, token: str) -> None:
    assert client.get(f"{URL}/{token}").status_code == 404


def test_a_received_case_shows_when_it_is_accepted_or_not(
    client: ProofreadingClient, code: AccessCode
) -> None:
    page = client.get(opened(client, code))
    assert "25/11/2026" in page.text
    assert page.text.count('<table class="days">') == 1


def test_the_timeline_names_units_and_never_people(
    client: ProofreadingClient, database: Database, code: AccessCode, chief: Actor
) -> None:
    act(database, chief, Action.ACCEPT, Action.ASSIGN, Action.NOTE)
    page = client.get(opened(client, code))
    assert "Trung tâm Phục vụ hành chính công" in page.text
    for secret in ("Hùng", "Đã gọi thợ"):
        assert secret not in page.text


def test_a_question_can_be_answered_and_a_second_click_changes_nothing(
    client: ProofreadingClient, database: Database, code: AccessCode, chief: Actor
) -> None:
    act(database, chief, Action.ASK)
    location = opened(client, code)
    assert "Đèn ở cột số mấy?" in client.get(location).text
    for _ in range(2):
        sent = client.post(f"{location}/tra-loi", data={"answer": "Cột số 7."})
        assert (sent.status_code, sent.location) == (303, location)
    assert "Cột số 7." in client.get(location).text
    assert state(database) is State.RECEIVED


@pytest.mark.parametrize("answer", ["", "  ", "đ" * 5001])
def test_an_answer_that_does_not_fit_is_kept_and_named(
    client: ProofreadingClient, database: Database, code: AccessCode, chief: Actor, answer: str
) -> None:
    act(database, chief, Action.ASK)
    page = client.post(f"{opened(client, code)}/tra-loi", data={"answer": answer})
    assert page.status_code == 422
    assert 'href="#answer"' in page.text
    assert answer.strip() in page.text


def test_an_answered_case_shows_the_reply_and_asks_for_a_judgement(
    client: ProofreadingClient, database: Database, code: AccessCode, chief: Actor
) -> None:
    act(database, chief, Action.ANSWER_AT_ONCE)
    location = opened(client, code)
    page = client.get(location)
    assert "Đèn đã sửa xong." in page.text
    assert 'name="is_satisfied"' in page.text
    sent = client.post(f"{location}/danh-gia", data={"is_satisfied": "yes"})
    assert sent.status_code == 303
    assert 'name="is_satisfied"' not in client.get(location).text
    with database.reading() as session:
        assert session.scalars(select(Case.is_satisfied)).one() is True


def test_a_dissatisfied_sender_says_why_and_may_have_it_looked_at_again(
    client: ProofreadingClient, database: Database, code: AccessCode, chief: Actor
) -> None:
    act(database, chief, Action.ANSWER_AT_ONCE)
    location = opened(client, code)
    form = {"is_satisfied": "no", "comment": "", "look_again": "y"}
    page = client.post(f"{location}/danh-gia", data=form)
    assert page.status_code == 422
    assert 'href="#comment"' in page.text
    assert state(database) is State.ANSWERED
    form["comment"] = "Đèn lại tắt."
    assert client.post(f"{location}/danh-gia", data=form).status_code == 303
    assert state(database) is State.ACCEPTED
    page = client.get(location)
    assert "Đèn lại tắt." in page.text
    assert "Đèn đã sửa xong." in page.text


@pytest.mark.parametrize("form", [{}, {"is_satisfied": "maybe"}])
def test_no_judgement_is_no_judgement(
    client: ProofreadingClient,
    database: Database,
    code: AccessCode,
    chief: Actor,
    form: dict[str, str],
) -> None:
    act(database, chief, Action.ANSWER_AT_ONCE)
    page = client.post(f"{opened(client, code)}/danh-gia", data=form)
    assert page.status_code == 422
    assert 'href="#is_satisfied"' in page.text


def test_a_draft_is_not_shown_before_it_is_signed(
    client: ProofreadingClient, database: Database, code: AccessCode, chief: Actor
) -> None:
    act(database, chief, Action.ACCEPT, Action.ASSIGN, Action.DRAFT)
    page = client.get(opened(client, code))
    assert "Đèn đã sửa xong." not in page.text


def test_what_is_public_is_shown_to_its_author(
    client: ProofreadingClient, database: Database, code: AccessCode, chief: Actor
) -> None:
    act(database, chief, Action.ANSWER_AT_ONCE)
    with database.writing() as session:
        case = session.scalars(select(Case)).one()
        second = make_staff(session, session.get_one(Authority, 1), "bình", Role.CHIEF_OF_OFFICE)
        texts = {TextPart.PUBLIC_STORY: "Bản công khai.", TextPart.PUBLIC_REPLY: "Đã sửa."}
        record(session, case, Act(Action.PUBLISH, actor_of(second), utc_now(), texts=texts))
        assert latest_text(session, case.id, TextPart.PUBLIC_STORY)
    page = client.get(opened(client, code)).text
    assert "Bản công khai." in page
    public = "/c/xa-suoi-mo/vu-viec/XSM1-261120-001"
    assert f'href="{public}"' in page
    assert client.get(public).status_code == 200


def test_an_answer_survives_a_database_that_is_gone(
    app: Flask, client: ProofreadingClient, database: Database, code: AccessCode, chief: Actor
) -> None:
    act(database, chief, Action.ASK)
    location = opened(client, code)
    whole = app.extensions["portal"]
    gone = Database("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    app.extensions["portal"] = replace(whole, database=gone)
    page = client.post(f"{location}/tra-loi", data={"answer": "Cột số 7."})
    assert page.status_code == 503
    assert client.get(location).status_code == 503
    app.extensions["portal"] = whole
    assert client.post(f"{location}/tra-loi", data=hidden_fields(page.text)).status_code == 303
    assert state(database) is State.RECEIVED


@pytest.mark.parametrize("action", [Action.NOT_ACCEPT, Action.FORWARD])
def test_a_case_that_ended_elsewhere_says_where(
    client: ProofreadingClient, database: Database, code: AccessCode, chief: Actor, action: Action
) -> None:
    act(database, chief, action)
    page = client.get(opened(client, code))
    assert "Điện lực" in page.text
    assert 'class="chip' not in page.text


def test_a_late_answer_says_why(
    client: ProofreadingClient, database: Database, code: AccessCode, chief: Actor
) -> None:
    texts = {TextPart.REPLY: "Đã thay đèn.", TextPart.REASON: "Chờ vật tư từ tỉnh."}
    with database.writing() as session:
        case = session.scalars(select(Case)).one()
        record(session, case, Act(Action.ANSWER_AT_ONCE, chief, utc_now(), texts=texts))
    assert "Chờ vật tư từ tỉnh." in client.get(opened(client, code)).text


def test_a_day_put_off_and_a_day_moved_are_told(
    client: ProofreadingClient, database: Database, code: AccessCode, chief: Actor
) -> None:
    act(database, chief, Action.ACCEPT)
    with database.writing() as session:
        case = session.scalars(select(Case)).one()
        before, new = case.due_on, utc_now() + timedelta(days=30)
        data = {"was_due_on": before, "due_on": new.date()}
        record(session, case, make_act(Action.EXTEND, chief, utc_now(), **data))
        data = {"was_due_on": new.date(), "due_on": new.date() + timedelta(1)}
        record(session, case, make_act(Action.RECOMPUTE, chief, utc_now(), **data))
    page = client.get(f"{opened(client, code)}?lang=en").text
    assert "Answer put off, with an appointment" in page
    assert "Phải chờ vật tư." in page
    assert "Day moved, for the working calendar has changed" in page
    assert page.count(" instead of ") == 2
