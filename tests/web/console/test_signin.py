"""Signing in: one word for every failure, own paths only, and an end that is an end."""

from datetime import datetime

import pytest
from sqlalchemy import select

from portal.db import Database
from portal.offices.kinds import Role
from portal.offices.models import Staff, StaffSession
from portal.offices.passwords import Hasher
from portal.web.console import credentials
from tests.builders import make_authority, make_staff
from tests.proofreading import ProofreadingClient

PASSWORD = "hoa sim bên suối"
DOOR = "/dang-nhap"


@pytest.fixture
def lan(database: Database) -> Staff:
    with database.writing() as session:
        authority = make_authority(session)
        staff = make_staff(session, authority, "lan", Role.CASE_OFFICER)
        staff.password_hash = Hasher(is_fast=True).hash(PASSWORD)
    return staff


def _typed(username: str = "lan", password: str = PASSWORD) -> dict[str, str]:
    return {"username": username, "password": password}


def _sessions(database: Database) -> int:
    with database.reading() as session:
        return len(session.scalars(select(StaffSession)).all())


@pytest.mark.usefixtures("lan")
def test_name_and_password_open_the_console(client: ProofreadingClient) -> None:
    response = client.post_form(DOOR, _typed(username=" LAN "))
    assert (response.status_code, response.location) == (303, "/console/")
    cookie = response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" in cookie


@pytest.mark.parametrize(
    "typed",
    [
        _typed(password="hoa sim ben suoi"),
        _typed(username="nobody"),
        _typed(username="closed"),
        _typed(username="new"),
    ],
)
def test_every_failure_reads_the_same_and_keeps_the_name(
    client: ProofreadingClient, database: Database, lan: Staff, typed: dict[str, str]
) -> None:
    with database.writing() as session:
        authority = make_authority(session, slug="xa-khac", code="99002")
        closed = make_staff(session, authority, "closed")
        closed.password_hash, closed.is_active = lan.password_hash, False
        make_staff(session, authority, "new")
    response = client.post_form(f"{DOOR}?lang=en", typed)
    assert response.status_code == 422
    assert "The username and the password do not fit together." in response.text
    assert f'value="{typed["username"]}"' in response.text
    assert typed["password"] not in response.text
    assert _sessions(database) == 0


@pytest.mark.usefixtures("lan")
@pytest.mark.parametrize(
    ("address", "landing"),
    [
        (f"{DOOR}?lang=en", "/console/?lang=en"),
        (f"{DOOR}?lang=en&next=/console/%3Fqueue%3Dmine", "/console/?queue=mine&lang=en"),
        (f"{DOOR}?next=/console/%3Flang%3Den%26page%3D1", "/console/?page=1"),
    ],
)
def test_the_language_of_the_door_is_kept_inside(
    client: ProofreadingClient, address: str, landing: str
) -> None:
    assert client.post_form(address, _typed()).location == landing


@pytest.mark.usefixtures("lan")
def test_after_ten_tries_even_the_right_password_waits(client: ProofreadingClient) -> None:
    for _ in range(credentials.TRIES_OF_NAME_AND_ADDRESS):
        client.post_form(DOOR, _typed(password="wrong guess 12"))
    response = client.post_form(f"{DOOR}?lang=en", _typed())
    assert response.status_code == 422
    assert "Please wait 15 minutes" in response.text


@pytest.mark.usefixtures("lan")
def test_a_colleague_elsewhere_is_not_kept_out(client: ProofreadingClient) -> None:
    for _ in range(credentials.TRIES_OF_NAME_AND_ADDRESS + 1):
        client.post_form(DOOR, _typed(password="wrong guess 12"))
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    page = client.post_form(DOOR, _typed(), environ_overrides=elsewhere)
    assert page.status_code == 303


@pytest.mark.usefixtures("lan")
@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        ("/console/cases/7?tab=notes", "/console/cases/7?tab=notes"),
        ("//evil.example/", "/console/"),
        ("/\\evil.example/", "/console/"),
        ("https://evil.example/", "/console/"),
        ("/console/\r\nX: y", "/console/"),
        ("console", "/console/"),
    ],
)
def test_only_own_paths_are_followed(client: ProofreadingClient, wanted: str, path: str) -> None:
    response = client.post_form(DOOR, {**_typed(), "next": wanted})
    assert response.location == path


def test_an_administrator_lands_on_the_set_up_pages(
    client: ProofreadingClient, database: Database, lan: Staff
) -> None:
    with database.writing() as session:
        authority = make_authority(session, slug="xa-khac", code="99002")
        make_staff(session, authority, "na", Role.ADMINISTRATOR).password_hash = lan.password_hash
    assert client.post_form(DOOR, _typed(username="na")).location == "/admin/places"


def test_whoever_is_signed_in_need_not_do_it_again(client: ProofreadingClient, lan: Staff) -> None:
    client.sign_in(lan)
    assert client.get(f"{DOOR}?next=/console/mat-khau").location == "/console/mat-khau"


def test_signing_out_kills_the_session_not_only_the_cookie(
    client: ProofreadingClient, database: Database, lan: Staff
) -> None:
    client.sign_in(lan)
    with client.session_transaction() as cookie:
        kept = dict(cookie)
    page = client.get("/console/mat-khau")
    assert page.status_code == 200
    response = client.post_form("/console/mat-khau", {}, follow_redirects=False)
    assert response.status_code == 422
    from_page = {"csrf_token": _csrf(page.text)}
    assert client.post("/console/sign-out", data=from_page).location == DOOR
    assert _sessions(database) == 0
    with client.session_transaction() as cookie:
        cookie.update(kept)
    assert client.get("/console/mat-khau").status_code == 303


def test_signing_out_needs_the_form_s_token(client: ProofreadingClient, lan: Staff) -> None:
    client.sign_in(lan)
    assert client.post("/console/sign-out").status_code == 400


def test_a_stranger_is_sent_to_the_door_and_back(client: ProofreadingClient, lan: Staff) -> None:
    assert lan.id
    response = client.get("/console/mat-khau")
    assert response.status_code == 303
    assert response.location == f"{DOOR}?next=/console/mat-khau"


@pytest.mark.usefixtures("lan")
def test_an_empty_form_says_what_is_missing_in_both_languages(client: ProofreadingClient) -> None:
    assert client.post_form(f"{DOOR}?lang=en", {}).text.count("This field is required.") == 4
    assert "This field is required." not in client.post_form(DOOR, {}).text


def test_a_form_from_elsewhere_signs_nobody_in(
    client: ProofreadingClient, database: Database, lan: Staff, now: datetime
) -> None:
    assert lan.created_at < now
    assert client.post(DOOR, data=_typed()).status_code == 422
    assert _sessions(database) == 0


def _csrf(html: str) -> str:
    return html.partition('name="csrf_token" value="')[2].partition('"')[0]
