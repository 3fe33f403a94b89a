"""Behind HTTPS everything signed in still works; what another site's page sends does not."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from portal.app import create_app
from portal.config import Config
from portal.db import Database
from portal.offices.kinds import Role
from portal.offices.models import StaffSession, Village
from portal.offices.passwords import Hasher
from tests.builders import make_authority, make_staff
from tests.proofreading import ProofreadingClient, hidden_fields

PASSWORD = "hoa sim bên suối"
DOOR, VILLAGES = "/dang-nhap", "/admin/villages"
# As nginx hands a request over, and as a server that speaks HTTPS by itself would.
OVER: dict[str, dict[str, Any]] = {
    "a proxy": {"headers": {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}},
    "TLS": {"base_url": "https://gopy.example"},
}


@pytest.fixture
def browser(config: Config, database: Database) -> ProofreadingClient:
    """A browser that sends no Referer, as our own policy tells it."""
    with database.writing() as session:
        staff = make_staff(session, make_authority(session), "lan", Role.ADMINISTRATOR)
        staff.password_hash = Hasher(is_fast=True).hash(PASSWORD)
    return ProofreadingClient(create_app(replace(config, trusted_proxies=1), database))


def villages(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(Village.name)))


@pytest.mark.parametrize("over", OVER)
def test_someone_signs_in_does_something_and_signs_out(
    browser: ProofreadingClient, database: Database, over: str
) -> None:
    way = OVER[over]
    door = hidden_fields(browser.get(DOOR, **way).text)
    came = browser.post(DOOR, data={**door, "username": "lan", "password": PASSWORD}, **way)
    assert (came.status_code, came.location) == (303, "/admin/places")
    page = browser.get(VILLAGES, **way)
    assert page.headers["Referrer-Policy"] == "no-referrer"
    form = hidden_fields(page.text)
    assert browser.post(VILLAGES, data={**form, "name": "Thôn Đầu Suối"}, **way).status_code == 303
    assert villages(database) == ["Thôn Đầu Suối"]
    left = browser.post("/console/sign-out", data=form, **way)
    assert (left.status_code, left.location) == (303, DOOR)
    with database.reading() as session:
        assert session.scalars(select(StaffSession)).all() == []


@pytest.mark.parametrize(
    ("site", "status"),
    [("same-origin", 303), ("none", 303), ("same-site", 400), ("cross-site", 400)],
)
def test_what_another_site_sends_is_refused_even_with_a_good_token(
    browser: ProofreadingClient, database: Database, site: str, status: int
) -> None:
    browser.post_form(DOOR, {"username": "lan", "password": PASSWORD})
    form = hidden_fields(browser.get(VILLAGES).text)
    headers = {"Sec-Fetch-Site": site, "Origin": "null"}
    answer = browser.post(VILLAGES, data={**form, "name": "Thôn 9"}, headers=headers)
    assert answer.status_code == status
    assert len(villages(database)) == (status == 303)
