"""What was written outlives the session it was written in, and a database that is gone."""

from dataclasses import replace
from inspect import getmembers, isclass

import pytest
from flask import Flask
from wtforms import DateField, HiddenField, StringField

from portal.cases.handling.triage import ask
from portal.cases.kinds import State
from portal.db import Database
from portal.offices.kinds import Role
from portal.offices.models import Staff
from portal.offices.sessions import revoke_all
from portal.web.admin import (
    calendar_forms,
    commune,
    places,
    setup_forms,
    staff,
    terms,
    units,
    villages,
)
from portal.web.console import forms, periods
from portal.web.console.kept import typed_names
from portal.web.forms import StaffForm
from tests.builders import make_staff
from tests.portal.cases.handling.builders import NOW, REPLY, House, case_at, turn, typed
from tests.proofreading import ProofreadingClient, hidden_fields
from tests.web.console.conftest import MakeCase


def test_a_reply_sent_after_the_session_ended_comes_back(
    client: ProofreadingClient, database: Database, house: House, page_at: MakeCase
) -> None:
    url = f"{page_at(State.ASSIGNED)}/draft"
    client.sign_in(house.officer)
    fields = hidden_fields(client.get(url).text)
    with database.writing() as session:
        revoke_all(session, house.officer.id)
    answer = client.post(url, data={**fields, **typed()})
    assert answer.status_code == 401
    assert f"{REPLY}</textarea>" in answer.text
    assert f"/dang-nhap?next={url}" in answer.text
    client.sign_in(house.officer)
    assert client.post_form(url, typed()).status_code == 303


def test_a_form_from_before_signing_in_again_comes_back(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = f"{page_at(State.ASSIGNED)}/draft"
    client.sign_in(house.officer)
    fields = hidden_fields(client.get(url).text)
    with client.session_transaction() as cookie:
        cookie.clear()
    client.sign_in(house.officer)
    answer = client.post(f"{url}?lang=en", data={**fields, **typed()})
    assert answer.status_code == 400
    assert f"{REPLY}</textarea>" in answer.text
    assert "Open the page again" in answer.text


@pytest.mark.parametrize("signed_in", [True, False])
def test_a_password_never_comes_back(
    client: ProofreadingClient, house: House, signed_in: bool
) -> None:
    if signed_in:
        client.sign_in(house.officer)
    answer = client.post("/console/mat-khau", data={"current": "hoa sim 12", "password": "x y z"})
    assert "hoa sim 12" not in answer.text
    assert answer.status_code == (400 if signed_in else 303)


def test_a_button_pressed_too_late_leads_to_the_door(client: ProofreadingClient) -> None:
    answer = client.post("/console/sign-out")
    assert (answer.status_code, answer.location) == (303, "/dang-nhap")


ROOMS = (
    calendar_forms,
    commune,
    forms,
    periods,
    places,
    setup_forms,
    staff,
    terms,
    units,
    villages,
)
ALL_FORMS = {
    form
    for room in ROOMS
    for _, form in getmembers(room, isclass)
    if issubclass(form, StaffForm) and form is not StaffForm
}
NEVER = {"password", "current", "again", "username", "csrf_token", "version"}
ANSWER = "Cột số 7, ngay đầu dốc. " * 200
LINES = "01/01/2028; Tết Dương lịch; Bộ luật Lao động 2019\n26/01/2028; Tết Nguyên đán; Thông báo 5"
PERIOD = {"key": "2026-q4", "name": "Quý IV/2026", "from_on": "2026-09-15", "receiver": "Sở Nội vụ"}


@pytest.fixture
def coordinator(database: Database, house: House) -> Staff:
    with database.writing() as session:
        return make_staff(session, house.authority, "nhi", Role.REFORM_COORDINATOR)


def test_every_field_in_which_somebody_types_comes_back(app: Flask) -> None:
    with app.test_request_context():
        fields = [field for form in ALL_FORMS for field in form()]
    typed = {
        field.name
        for field in fields
        if isinstance(field, (StringField, DateField)) and not isinstance(field, HiddenField)
    }
    assert {"answer", "reply", "lines", "from_on", "villages"} <= typed
    assert typed - NEVER <= typed_names()
    assert not typed_names() & NEVER


def test_a_long_answer_written_down_after_the_session_ended_comes_back(
    client: ProofreadingClient, database: Database, house: House
) -> None:
    with database.writing() as session:
        case = case_at(session, house, State.ASSIGNED)
        ask(session, turn(house.officer, case), "Cột số mấy?", now=NOW)
    url = f"/console/vu-viec/{case.reference}/supply"
    client.sign_in(house.officer)
    fields = hidden_fields(client.get(url).text)
    with database.writing() as session:
        revoke_all(session, house.officer.id)
    answer = client.post(url, data={**fields, "answer": ANSWER})
    assert answer.status_code == 401
    assert ANSWER.strip() in answer.text


@pytest.mark.parametrize(
    ("url", "typed"),
    [("/admin/calendar/year", {"lines": LINES}), ("/console/ky-bao-cao", PERIOD)],
)
def test_a_set_up_form_sent_after_the_session_ended_comes_back(
    client: ProofreadingClient,
    database: Database,
    coordinator: Staff,
    url: str,
    typed: dict[str, str],
) -> None:
    client.sign_in(coordinator)
    fields = hidden_fields(client.get(url).text)
    with database.writing() as session:
        revoke_all(session, coordinator.id)
    answer = client.post(url, data={**fields, **typed})
    assert answer.status_code == 401
    for words in typed.values():
        assert f"{words}</textarea>" in answer.text
    assert f"/dang-nhap?next={url}" in answer.text


@pytest.mark.parametrize(
    ("url", "typed"),
    [("/admin/calendar/year", {"lines": LINES}), ("/console/ky-bao-cao", PERIOD)],
)
def test_a_set_up_form_comes_back_when_the_database_is_gone(
    app: Flask,
    client: ProofreadingClient,
    coordinator: Staff,
    url: str,
    typed: dict[str, str],
) -> None:
    client.sign_in(coordinator)
    fields = hidden_fields(client.get(url).text)
    whole = app.extensions["portal"]
    # Nothing listens on port 1: the connection is refused at once.
    gone = Database("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    app.extensions["portal"] = replace(whole, database=gone)
    answer = client.post(url, data={**fields, **typed})
    assert answer.status_code == 503
    for words in typed.values():
        assert f"{words}</textarea>" in answer.text
    app.extensions["portal"] = whole


@pytest.mark.usefixtures("house")
def test_a_password_does_not_come_back_when_the_database_is_gone(
    app: Flask, client: ProofreadingClient
) -> None:
    fields = hidden_fields(client.get("/dang-nhap").text)
    whole = app.extensions["portal"]
    gone = Database("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    app.extensions["portal"] = replace(whole, database=gone)
    door = {**fields, "username": "lan", "password": "hoa sim 12"}
    answer = client.post("/dang-nhap", data=door)
    assert answer.status_code == 503
    assert "hoa sim 12" not in answer.text
    app.extensions["portal"] = whole
