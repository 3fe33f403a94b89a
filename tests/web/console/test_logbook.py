"""The log on its page and as a file: sign-ins, failures, looks at contacts, what was taken out."""

import re
from pathlib import Path

import pytest
from sqlalchemy import select

from portal.cases.kinds import State
from portal.config import Config
from portal.db import Database
from portal.offices.kinds import Role
from portal.offices.models import Staff
from portal.offices.passwords import hasher
from portal.offices.permissions import GRANTS, May
from portal.people.contacts import ContactOwner, keep_contact
from portal.people.details import ContactDetails
from portal.web.console.logbook_words import WORDS
from tests.builders import make_staff
from tests.portal.cases.handling.builders import NOW, House, case_at
from tests.proofreading import ProofreadingClient

URL = "/console/nhat-ky"
PASSWORD = "mua roi tren mai ton"
CANARY = "Hồ Thị Bưởi"


@pytest.fixture
def looked(client: ProofreadingClient, database: Database, config: Config, house: House) -> str:
    """The clerk mistypes, signs in and opens a contact; return the reference."""
    with database.writing() as session:
        clerk = session.get_one(Staff, house.clerk.id)
        clerk.password_hash = hasher(is_fast=True).hash(PASSWORD)
        case = case_at(session, house, State.ASSIGNED)
        owner = ContactOwner(case.authority_id, case.id)
        keep_contact(session, config.keys, owner, ContactDetails(name=CANARY), now=NOW)
        reference = case.reference
    for password in ("wrong", PASSWORD):
        client.post_form("/dang-nhap", {"username": house.clerk.username, "password": password})
    opened = client.post_form(f"/console/vu-viec/{reference}/sender", {"purpose": "reply"})
    assert CANARY in opened.text
    return reference


def test_the_chief_reads_who_did_what_and_no_word_of_a_petition(
    client: ProofreadingClient, house: House, looked: str
) -> None:
    client.sign_in(house.chief)
    page = client.get(f"{URL}?lang=en&group=").text
    for words in ("A sign-in failed", "Signed in", "Opened the contact of a sender", looked):
        assert words in page
    assert "To give the answer" in page
    assert CANARY not in page
    narrowed = client.get(f"{URL}?lang=en&group=contact&person={house.clerk.id}").text
    assert "Signed in</th>" not in narrowed
    assert looked in narrowed
    for nonsense in ("?since=x&until=9999-12-31&person=a&group=b&page=0", "?page=99999"):
        assert client.get(URL + nonsense).status_code == 200


def test_it_is_taken_out_as_a_file_for_spreadsheets_and_that_is_a_line_too(
    client: ProofreadingClient, house: House, looked: str
) -> None:
    client.sign_in(house.chief)
    answer = client.get(f"{URL}.csv?lang=en")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert looked in answer.text
    assert CANARY not in answer.text
    assert re.search(r'"Took out a file","this log"', answer.text)


def test_only_the_chief_and_the_administrator_read_it(
    client: ProofreadingClient, database: Database, house: House
) -> None:
    readers = {role for role, may in GRANTS.items() if May.READ_LOG in may}
    assert readers == {Role.CHIEF_OF_OFFICE, Role.ADMINISTRATOR}
    with database.writing() as session:
        admin = make_staff(session, house.authority, "quan-tri", Role.ADMINISTRATOR)
    client.sign_in(admin)
    assert client.get(URL).status_code == 200
    for other in (house.clerk, house.head, house.records):
        client.sign_in(other)
        assert client.get(URL).status_code == 403
        assert client.get(f"{URL}.csv").status_code == 403


def test_a_name_nobody_has_leaves_no_line(
    client: ProofreadingClient, database: Database, house: House
) -> None:
    client.post_form("/dang-nhap", {"username": "khong-co-ai", "password": "wrong"})
    client.sign_in(house.chief)
    assert "A sign-in failed" not in client.get(f"{URL}?lang=en&group=sign_in").text
    with database.reading() as session:
        assert session.scalar(select(Staff.id).where(Staff.username == "khong-co-ai")) is None


def test_every_action_that_is_written_down_has_words() -> None:
    """Read the codes from the program: an action without words would show its code."""
    written: set[str] = set()
    for path in Path("portal").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        for call in re.finditer(r"\brecord\(\s*session, [^\"()]*(?:\([^()]*\)[^\"()]*)*\"", source):
            written.add(source[call.end() :].partition('"')[0])
    plain = {code for code in written if code.isidentifier()}
    assert len(plain) > 30
    assert plain - set(WORDS) == set()
