"""Where somebody is signed in: one's own sessions only, and an end to all the others."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.db import Database
from portal.keys import Keys
from portal.offices.models import StaffSession
from portal.offices.sessions import IDLE_FOR, start_session
from tests.portal.cases.handling.builders import NOW, House
from tests.proofreading import ProofreadingClient

URL = "/console/trinh-duyet"


@pytest.fixture
def elsewhere(app: Flask, client: ProofreadingClient, house: House) -> ProofreadingClient:
    """The clerk at a second computer."""
    assert client is not None
    other = app.test_client()
    assert isinstance(other, ProofreadingClient)
    other.sign_in(house.clerk)
    return other


def test_the_other_browser_is_signed_out_and_this_one_is_not(
    client: ProofreadingClient, database: Database, house: House, elsewhere: ProofreadingClient
) -> None:
    client.sign_in(house.clerk)
    page = client.get(f"{URL}?lang=en").text
    assert page.count("Another one") == 1
    assert page.count("This one") == 1
    assert client.post_form(URL, {}).status_code == 303
    assert client.get(URL).status_code == 200
    assert elsewhere.get(URL).status_code == 303
    client.sign_in(house.chief)
    log = client.get("/console/nhat-ky?lang=en&group=sign_in").text
    assert "Signed out all other browsers" in log


def test_nobody_sees_or_ends_the_sessions_of_others_nor_what_has_ended(
    client: ProofreadingClient, database: Database, house: House, keys: Keys
) -> None:
    with database.writing() as session:
        start_session(session, keys, house.head.id, NOW)
        start_session(session, keys, house.clerk.id, NOW - IDLE_FOR - timedelta(minutes=1))
    client.sign_in(house.clerk)
    assert "Another one" not in client.get(f"{URL}?lang=en").text
    others = select(func.count()).where(StaffSession.staff_id == house.head.id)
    with database.reading() as session:
        assert session.scalar(others) == 1
