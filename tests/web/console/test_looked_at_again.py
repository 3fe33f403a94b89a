"""On the pages: a sender who is not satisfied, a case that is reopened, a case given back."""

import pytest
from sqlalchemy import select

from portal.cases.handling.assigning import assign
from portal.cases.handling.triage import ask
from portal.cases.intake.tracking import rate_reply, reopen
from portal.cases.kinds import State
from portal.cases.models import Case
from portal.db import Database
from tests.portal.cases.handling.builders import NOW, House, case_at, turn
from tests.proofreading import ProofreadingClient
from tests.web.console.conftest import MakeCase

REASON = "Đèn này do phòng khác lắp, xin giao lại."
WISH = "Đèn lại tắt từ tối qua."


@pytest.fixture
def unhappy(database: Database, house: House) -> str:
    """A case whose answer did not satisfy; the address of its page."""
    with database.writing() as session:
        case = case_at(session, house, State.ANSWERED)
        rate_reply(session, case, is_satisfied=False, comment="Vẫn tắt.", now=NOW)
        return f"/console/vu-viec/{case.reference}"


@pytest.fixture
def reopened(database: Database, unhappy: str) -> str:
    with database.writing() as session:
        reopen(session, session.scalars(select(Case)).one(), WISH, now=NOW)
    return unhappy


def count_of(client: ProofreadingClient, label: str) -> int:
    menu = client.get("/console/?lang=en").text
    found = menu.partition(f"<span>{label}</span> <b>")[2]
    return int(found.partition("</b>")[0] or 0)


def test_a_sender_who_is_not_satisfied_is_counted_until_a_note_says_what_follows(
    client: ProofreadingClient, house: House, unhappy: str
) -> None:
    client.sign_in(house.head)
    assert count_of(client, "Sender not satisfied") == 1
    listed = client.get("/console/?lang=en&queue=dissatisfied").text
    assert unhappy in listed
    page = client.get(f"{unhappy}?lang=en").text
    assert "Please note here what follows from it" in page
    assert client.post_form(f"{unhappy}/note", {"note": "Hẹn ra xem."}).status_code == 303
    assert count_of(client, "Sender not satisfied") == 0
    page = client.get(f"{unhappy}?lang=en").text
    assert "Hẹn ra xem." in page
    assert "Please note here" not in page


def test_an_answer_that_satisfied_asks_for_no_note(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ANSWERED)
    client.sign_in(house.head)
    page = client.get(f"{url}?lang=en").text
    assert "Please note here" not in page
    assert f"{url}/note" not in page


def test_a_reopened_case_stands_before_the_leaders_and_its_unit_only_reads_it(
    client: ProofreadingClient, house: House, reopened: str
) -> None:
    client.sign_in(house.officer)
    assert count_of(client, "My unit") == 0
    page = client.get(f"{reopened}?lang=en").text
    assert "Unit that had it before" in page
    assert f"{reopened}/draft" not in page
    client.sign_in(house.chief)
    assert count_of(client, "To give to a unit") == 1
    listed = client.get("/console/?lang=en&queue=to_assign").text
    assert "Reopened by the sender" in listed
    assert "No unit yet" in listed
    page = client.get(f"{reopened}/assign?lang=en").text
    assert "Phòng Kinh tế had it before" in page
    assert WISH in page
    assert "checked" not in page.partition("<form")[2]


def test_a_unit_gives_back_what_is_not_its_own(
    client: ProofreadingClient, database: Database, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ASSIGNED)
    client.sign_in(house.officer)
    assert f"{url}/give-back" in client.get(url).text
    assert client.post_form(f"{url}/give-back", {"reason": " "}).status_code == 422
    given = client.post_form(f"{url}/give-back?lang=en", {"reason": REASON})
    assert given.status_code == 303
    after = client.get(f"{url}?lang=en").text
    assert "Given back. The leaders give it to another unit" in after
    assert count_of(client, "My unit") == 0
    client.sign_in(house.chief)
    page = client.get(f"{url}/assign?lang=en").text
    assert REASON in page
    assert "Suggested: Phòng Kinh tế" not in page
    typed = {"unit_id": str(house.other_unit.id), "officer_id": "0"}
    assert client.post_form(f"{url}/assign", typed).status_code == 303
    with database.reading() as session:
        assert session.scalars(select(Case.unit_id)).one() == house.other_unit.id
    client.sign_in(house.officer)
    assert client.get(url).status_code == 404


def test_only_the_unit_in_charge_gives_back(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ASSIGNED)
    for staff, status in ((house.clerk, 403), (house.colleague, 404), (house.stranger, 403)):
        client.sign_in(staff)
        assert client.get(f"{url}/give-back").status_code == status


@pytest.mark.parametrize("state", [State.ASSIGNED, State.NEEDS_INFO])
def test_the_desk_forwards_what_a_unit_was_given_by_mistake(
    client: ProofreadingClient, database: Database, house: House, state: State
) -> None:
    with database.writing() as session:
        before = State.ASSIGNED if state is State.ASSIGNED else State.RECEIVED
        case = case_at(session, house, before)
        if state is State.NEEDS_INFO:
            ask(session, turn(house.clerk, case), "Cột số mấy?", now=NOW)
    url = f"/console/vu-viec/{case.reference}"
    client.sign_in(house.clerk)
    typed = {"receiver": "Công ty Điện lực", "reason": "Đèn này của điện lực."}
    assert client.post_form(f"{url}/forward", typed).status_code == 303
    with database.reading() as session:
        assert session.scalars(select(Case.state)).one() == State.FORWARDED


def test_a_case_given_to_the_same_unit_again_is_in_its_queue(
    client: ProofreadingClient, database: Database, house: House, reopened: str
) -> None:
    assert reopened
    with database.writing() as session:
        case = session.scalars(select(Case)).one()
        assign(session, turn(house.chief, case), house.unit.id, now=NOW)
    client.sign_in(house.officer)
    assert count_of(client, "My unit") == 1
