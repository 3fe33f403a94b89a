"""The queue: what waits for this person, the most urgent first, as links that can be handed on."""

import re

import pytest
from sqlalchemy import event

from portal.cases.handling.queues.kinds import PAGE_SIZE
from portal.cases.handling.triage import forward
from portal.cases.kinds import State
from portal.db import Database
from portal.offices.kinds import Role
from portal.offices.models import Staff
from tests.builders import make_staff
from tests.portal.cases.builders import make_case
from tests.portal.cases.handling.builders import NOW, House, case_at, received, turn
from tests.proofreading import ProofreadingClient, hidden_fields

QUEUE = "/console/?lang=en"


@pytest.fixture
def some_cases(database: Database, house: House) -> None:
    with database.writing() as session:
        for number, state in enumerate(
            (State.RECEIVED, State.ACCEPTED, State.ASSIGNED, State.DRAFTED, State.ANSWERED), 1
        ):
            case_at(session, house, state, number=number)


def listed(html: str) -> list[str]:
    """Return the last digits of the references on a page, in their order."""
    return re.findall(r'class="to" href="[^"]*-(\d{3})[?"]', html)


@pytest.mark.usefixtures("some_cases")
def test_each_person_starts_with_their_own_work(client: ProofreadingClient, house: House) -> None:
    for staff, heading, cases in (
        (house.clerk, "To accept", ["001"]),
        (house.officer, "My unit", ["004", "003"]),
        (house.chief, "To accept", ["001"]),
        (house.colleague, "My unit", []),
    ):
        client.sign_in(staff)
        page = client.get(QUEUE)
        assert f"<h1>{heading}</h1>" in page.text
        assert listed(page.text) == cases


def test_only_an_open_case_is_waiting_for_a_unit(
    client: ProofreadingClient, database: Database, house: House
) -> None:
    with database.writing() as session:
        asked = turn(house.clerk, received(session, house, number=1))
        forward(session, asked, "Điện lực", "Việc của Điện lực.", now=NOW)
    client.sign_in(house.chief)
    assert "No unit yet" not in client.get(f"{QUEUE}&queue=all").text
    with database.writing() as session:
        case_at(session, house, State.RECEIVED, number=3)
    assert client.get(f"{QUEUE}&queue=all").text.count("No unit yet") == 1


@pytest.mark.usefixtures("some_cases")
def test_counts_are_links_and_agree_with_the_lists(
    client: ProofreadingClient, house: House
) -> None:
    client.sign_in(house.chief)
    page = client.get(QUEUE).text
    for queue, label, n in (
        ("to_accept", "To accept", 1),
        ("to_assign", "To give to a unit", 1),
        ("to_approve", "To approve", 1),
        ("to_publish", "To publish", 1),
        ("all", "All cases", 5),
    ):
        assert f"<span>{label}</span> <b>{n}</b>" in page
        assert f"queue={queue}" in page
        assert len(listed(client.get(f"{QUEUE}&queue={queue}").text)) == n


@pytest.mark.usefixtures("some_cases")
def test_a_list_is_narrowed_by_its_address(client: ProofreadingClient, house: House) -> None:
    client.sign_in(house.chief)
    for asked, cases in (
        ("&queue=all&state=drafted", ["004"]),
        (f"&queue=all&unit={house.unit.id}", ["004", "003", "005"]),
        ("&queue=all&kind=inquiry", []),
        ("&queue=all&words=den+DUONG", ["001", "004", "003", "002", "005"]),
        ("&queue=all&words=261119-003", ["003"]),
        ("&queue=all&words=mương", []),
    ):
        assert listed(client.get(QUEUE + asked).text) == cases


@pytest.mark.usefixtures("some_cases")
@pytest.mark.parametrize(
    "asked", ["&state=no", "&kind=no", "&unit=x", "&page=x", "&queue=no", "&words=%00%25_"]
)
def test_an_address_that_says_nonsense_still_opens(
    client: ProofreadingClient, house: House, asked: str
) -> None:
    client.sign_in(house.clerk)
    assert client.get(QUEUE + asked).status_code == 200


@pytest.mark.usefixtures("some_cases")
def test_somebody_elses_queue_is_not_opened_by_its_name(
    client: ProofreadingClient, house: House
) -> None:
    client.sign_in(house.officer)
    assert "<h1>My unit</h1>" in client.get(f"{QUEUE}&queue=to_publish").text


def test_pages_lead_on_and_keep_what_was_asked(
    client: ProofreadingClient, database: Database, house: House
) -> None:
    with database.writing() as session:
        for number in range(1, PAGE_SIZE + 2):
            make_case(session, house.authority, number=number)
    client.sign_in(house.clerk)
    first = client.get(f"{QUEUE}&kind=report")
    assert "Page 1 of 2" in first.text
    assert "kind=report&amp;page=2" in first.text
    second = client.get(f"{QUEUE}&kind=report&page=2")
    assert len(listed(second.text)) == 1
    beyond = client.get(f"{QUEUE}&page=9")
    assert beyond.status_code == 303
    assert "page=2" in beyond.location


def test_a_full_queue_costs_as_many_queries_as_a_short_one(
    client: ProofreadingClient, database: Database, house: House
) -> None:
    statements: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    client.sign_in(house.clerk)
    counted = []
    for number in (1, 2):
        with database.writing() as session:
            for more in range(number * 10):
                received(session, house, number=number * 100 + more)
        statements.clear()
        client.get(QUEUE)
        counted.append(len(statements))
    assert counted[0] == counted[1] <= 16


def test_an_empty_queue_says_so(client: ProofreadingClient, house: House) -> None:
    client.sign_in(house.clerk)
    assert "Nothing waits here" in client.get(QUEUE).text
    assert "Nothing fits" in client.get(f"{QUEUE}&words=mương").text


def test_no_list_shows_who_wrote(
    client: ProofreadingClient, database: Database, house: House, some_cases: None
) -> None:
    client.sign_in(house.clerk)
    assert "0912" not in client.get(f"{QUEUE}&queue=all").text


@pytest.fixture
def observer(database: Database, house: House) -> Staff:
    with database.writing() as session:
        return make_staff(session, house.authority, "mat-tran", Role.OBSERVER)


def test_whoever_opens_no_cases_finds_their_other_pages(
    client: ProofreadingClient, observer: Staff
) -> None:
    client.sign_in(observer)
    page = client.get(QUEUE)
    assert "Your roles open no single cases" in page.text
    assert "All cases" not in page.text
    assert page.text.count("/console/ket-qua") > 1


def test_pages_of_a_kind_fold_under_their_heading_until_one_is_open(
    client: ProofreadingClient, observer: Staff, house: House
) -> None:
    client.sign_in(observer)
    assert "<details><summary>Results</summary>" in client.get(QUEUE).text
    assert "<details open><summary>Results</summary>" in client.get("/console/ket-qua?lang=en").text


def test_a_lone_page_of_its_kind_needs_no_heading(client: ProofreadingClient, house: House) -> None:
    client.sign_in(house.clerk)
    page = client.get(QUEUE).text
    assert "/console/khac-phuc" in page
    assert "<summary>Results" not in page


def test_a_search_stays_in_its_language(client: ProofreadingClient, house: House) -> None:
    client.sign_in(house.officer)
    assert hidden_fields(client.get(QUEUE).text)["lang"] == "en"
    assert "lang" not in hidden_fields(client.get("/console/").text)
