"""Setting a password through a link that opens often and works once, and changing one's own."""

import pytest
from sqlalchemy import select

from portal.clock import utc_now
from portal.db import Database
from portal.keys import Keys
from portal.offices.events import Actor
from portal.offices.kinds import Role
from portal.offices.links import make_link
from portal.offices.models import Staff, StaffSession
from portal.offices.passwords import Hasher
from portal.offices.sessions import start_session
from tests.builders import make_authority, make_staff
from tests.proofreading import ProofreadingClient

OLD, NEW = "hoa sim bên suối", "cơn mưa đầu mùa"
OWN = "/console/mat-khau"


@pytest.fixture
def lan(database: Database) -> Staff:
    with database.writing() as session:
        staff = make_staff(session, make_authority(session), "lan", Role.CASE_OFFICER)
        staff.password_hash = Hasher(is_fast=True).hash(OLD)
    return staff


@pytest.fixture
def link(database: Database, keys: Keys, lan: Staff) -> str:
    with database.writing() as session:
        token = make_link(session, keys, Actor(lan.authority_id), lan.id, now=utc_now())
    return f"/mat-khau/{token}"


def _may_enter(client: ProofreadingClient, password: str) -> bool:
    typed = {"username": "lan", "password": password}
    return client.post_form("/dang-nhap", typed).status_code == 303


def test_the_link_sets_the_password_after_any_number_of_looks(
    client: ProofreadingClient, link: str
) -> None:
    for _ in range(3):
        page = client.get(link)
        assert page.status_code == 200
        assert 'value="lan"' in page.text
        assert "Set-Cookie" not in page.headers
    response = client.post(link, data={"password": NEW})
    assert (response.status_code, response.location) == (303, "/dang-nhap")
    assert client.get(link).status_code == 404
    assert client.post(link, data={"password": OLD}).status_code == 404
    assert _may_enter(client, NEW)


@pytest.mark.parametrize("password", ["", "short", "matkhau123", "Lan 2026!!!!"])
def test_a_bad_password_does_not_spend_the_link(
    client: ProofreadingClient, link: str, password: str
) -> None:
    response = client.post(link, data={"password": password})
    assert response.status_code == 422
    assert client.post(link, data={"password": NEW}).status_code == 303


def test_a_made_up_link_is_a_page_that_says_what_to_do(client: ProofreadingClient) -> None:
    response = client.get("/mat-khau/made-up?lang=en")
    assert response.status_code == 404
    assert "ask your administrator for a new one" in response.text.replace("\n", " ")


def test_whoever_was_signed_in_here_is_signed_out_by_the_link(
    client: ProofreadingClient, database: Database, lan: Staff, link: str
) -> None:
    with database.writing() as session:
        other = make_authority(session, slug="xa-khac", code="99002")
        stranger = make_staff(session, other, "stranger", Role.CASE_OFFICER)
    client.sign_in(stranger)
    client.post(link, data={"password": NEW})
    assert client.get("/dang-nhap").status_code == 200
    assert lan.id


def test_one_s_own_password_changes_and_other_browsers_are_out(
    client: ProofreadingClient, database: Database, keys: Keys, lan: Staff
) -> None:
    with database.writing() as session:
        start_session(session, keys, lan.id, utc_now())
    client.sign_in(lan)
    response = client.post_form(OWN, {"current": OLD, "password": NEW})
    assert response.status_code == 303
    assert client.get(OWN).status_code == 200
    with database.reading() as session:
        assert len(session.scalars(select(StaffSession)).all()) == 1


@pytest.mark.parametrize(
    "typed",
    [
        {"current": "wrong guess 12", "password": NEW},
        {"current": OLD, "password": "short"},
        {"current": OLD, "password": "lan-2026-lan"},
        {},
    ],
)
def test_the_old_password_stays_when_something_does_not_fit(
    client: ProofreadingClient, lan: Staff, typed: dict[str, str]
) -> None:
    client.sign_in(lan)
    assert client.post_form(OWN, typed).status_code == 422
    client.delete_cookie("portal")
    assert _may_enter(client, OLD)


def test_guessing_the_current_password_is_throttled(client: ProofreadingClient, lan: Staff) -> None:
    client.sign_in(lan)
    for _ in range(10):
        client.post_form(OWN, {"current": "wrong guess 12", "password": NEW})
    response = client.post_form(f"{OWN}?lang=en", {"current": OLD, "password": NEW})
    assert "Please wait 15 minutes" in response.text
