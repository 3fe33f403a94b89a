"""The sender's contact and a new code on the page: asked for, logged, shown once."""

import pytest
from sqlalchemy import select

from portal.access_codes import parse_access_code
from portal.cases.intake.tracking import case_id_by_code
from portal.cases.kinds import State
from portal.cases.models import Case
from portal.config import Config
from portal.db import Database
from portal.people.contacts import ContactOwner, keep_contact
from portal.people.details import ContactDetails
from portal.people.store import readings_of
from tests.portal.cases.handling.builders import NOW, House, received
from tests.proofreading import ProofreadingClient
from tests.web.console.conftest import MakeCase

PHONE = "0912 345 678"


@pytest.fixture
def named(database: Database, config: Config, page_at: MakeCase) -> str:
    url = page_at(State.ASSIGNED)
    with database.writing() as session:
        case = session.scalars(select(Case)).one()
        owner = ContactOwner(case.authority_id, case.id)
        details = ContactDetails(name="Hồ Thị Bưởi", phone=PHONE)
        keep_contact(session, config.keys, owner, details, now=NOW)
    return url


def readings(database: Database) -> list[str]:
    with database.reading() as session:
        case = session.scalars(select(Case)).one()
        return [row.purpose for row in readings_of(session, case.id)]


def test_a_contact_is_hidden_until_somebody_says_what_for(
    client: ProofreadingClient, database: Database, house: House, named: str
) -> None:
    client.sign_in(house.officer)
    assert PHONE not in client.get(named).text
    assert PHONE not in client.get(f"{named}/sender").text
    assert client.post_form(f"{named}/sender", {}).status_code == 422
    assert client.post_form(f"{named}/sender", {"purpose": "curious"}).status_code == 422
    assert readings(database) == []
    answer = client.post_form(f"{named}/sender", {"purpose": "reply"})
    assert PHONE in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert readings(database) == ["reply"]


def test_a_contact_is_not_for_everyone_who_sees_the_case(
    client: ProofreadingClient, database: Database, house: House, named: str
) -> None:
    client.sign_in(house.records)
    assert "/sender" not in client.get(named).text
    assert client.get(f"{named}/sender").status_code == 403
    assert readings(database) == []


def test_a_new_code_needs_a_shown_identity_and_opens_the_case(
    client: ProofreadingClient, database: Database, house: House, named: str
) -> None:
    client.sign_in(house.clerk)
    assert client.post_form(f"{named}/code", {}).status_code == 422
    answer = client.post_form(f"{named}/code", {"identity_was_shown": "y"})
    assert answer.status_code == 200
    code = answer.text.partition('class="bigcode">')[2].partition("<")[0]
    with database.reading() as session:
        case = session.scalars(select(Case)).one()
    assert case_id_by_code(database, parse_access_code(code), is_fast=True) == 1
    assert case is not None
    assert code not in client.get(named).text


def test_somebody_without_a_name_gets_no_second_code(
    client: ProofreadingClient, database: Database, house: House
) -> None:
    with database.writing() as session:
        case = received(session, house, is_anonymous=True)
    url = f"/console/vu-viec/{case.reference}"
    client.sign_in(house.clerk)
    assert "/code" not in client.get(url).text
    assert client.get(f"{url}/code").status_code == 303
    assert client.get(f"{url}/sender").status_code == 200
    assert client.post_form(f"{url}/sender", {"purpose": "reply"}).status_code == 404
