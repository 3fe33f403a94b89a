"""What was told about a case, one’s own address, and ending letters without signing in."""

import pytest
from sqlalchemy.orm import Session

from portal.cases.models import Case
from portal.db import Database
from portal.keys import Keys
from portal.notices.choices.staff import choice_of
from portal.notices.kinds import OPTIONAL, Kind
from portal.notices.models import Notice
from portal.notices.writing import letters, stopping
from portal.people.mailing import note_failure
from portal.people.models import Contact
from tests.portal.cases.builders import make_case
from tests.portal.cases.handling.builders import NOW, House
from tests.proofreading import ProofreadingClient

OWN = "/console/thu-bao"


def add_contact(session: Session, case: Case) -> None:
    owner = {"case_id": case.id, "authority_id": case.authority_id}
    session.add(Contact(**owner, sealed=b"", created_at=NOW))
    session.flush()


def wanting(*kinds: Kind, email: str = "mai@xa.example") -> dict[str, object]:
    return {"email": email, "language": "en", "wanted": [kind.value for kind in kinds]}


def test_a_person_gives_an_address_and_leaves_out_what_can_be(
    client: ProofreadingClient, database: Database, house: House, keys: Keys
) -> None:
    client.sign_in(house.officer)
    assert client.post_form(OWN, wanting(Kind.ASSIGNED)).status_code == 303
    with database.reading() as session:
        choice = choice_of(session, keys, house.officer.id)
        assert choice is not None
        assert (choice.email, choice.language) == ("mai@xa.example", "en")
        assert choice.wanted == {Kind.ASSIGNED}
        assert [n.kind for n in session.query(Notice)] == [Kind.WELCOME]
    assert "mai@xa.example" in client.get(OWN).text
    assert client.post_form(OWN, wanting(email="")).status_code == 303
    with database.reading() as session:
        assert choice_of(session, keys, house.officer.id) is None


def test_what_is_no_address_is_shown_again(client: ProofreadingClient, house: House) -> None:
    client.sign_in(house.officer)
    answer = client.post_form(OWN, wanting(email="mai at xa"))
    assert answer.status_code == 422
    assert "mai at xa" in answer.text


def test_whoever_sees_the_case_sees_what_was_told(
    client: ProofreadingClient, database: Database, house: House, keys: Keys
) -> None:
    with database.writing() as session:
        case = make_case(session, house.authority, reply_by="email")
        add_contact(session, case)
        session.flush()
        note_failure(session, case.id, now=NOW)
        url = f"/console/vu-viec/{case.reference}/thu-bao"
    client.sign_in(house.clerk)
    page = client.get(url).text
    assert "Người gửi" in page
    assert "gọi điện" in page
    client.sign_in(house.colleague)
    assert client.get(url).status_code == 404
    client.sign_in(house.stranger)
    assert client.get(url).status_code == 404


def test_the_link_at_the_foot_asks_first_and_then_ends_the_letters(
    client: ProofreadingClient, database: Database, house: House, keys: Keys
) -> None:
    with database.writing() as session:
        case = make_case(session, house.authority, reply_by="email")
        add_contact(session, case)
        case_id, reference = case.id, case.reference
    url = stopping.STOP + stopping.stop_token(keys, case_id)

    def is_stopped() -> bool:
        with database.reading() as session:
            return session.get_one(Contact, case_id).mail_stopped_at is not None

    page = client.get(url)
    assert reference not in page.text
    assert not is_stopped()
    assert client.post(url, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert is_stopped()


@pytest.mark.parametrize("token", ["1-" + "a" * 24, "x", "-", "١-a", "1", "9" * 40 + "-a"])
def test_a_link_we_did_not_write_ends_nothing(client: ProofreadingClient, token: str) -> None:
    assert client.post(stopping.STOP + token).status_code == 404


def test_the_addresses_in_letters_are_pages(client: ProofreadingClient, house: House) -> None:
    rules = {rule.rule for rule in client.application.url_map.iter_rules()}
    assert letters.LOOK_UP in rules
    assert letters.OWN_CHOICES in rules
    assert letters.CASE_PAGE + "<reference>" in rules
    assert stopping.STOP + "<token>" in rules


def test_nobody_can_leave_out_the_day_itself() -> None:
    assert not set(OPTIONAL) & {Kind.DUE_TODAY, Kind.OVERDUE, Kind.GROSSLY_OVERDUE}
