"""Three people at every page of a case: who has it, a colleague of another unit, a stranger."""

import pytest
from flask import Flask

from portal.cases.kinds import State
from portal.db import Database
from tests.portal.cases.handling.builders import House
from tests.proofreading import ProofreadingClient
from tests.web.console.conftest import MakeCase

# Page, how far the case has come, and who opens it.
PAGES = [
    ("", State.ASSIGNED, "officer"),
    ("/print", State.ASSIGNED, "officer"),
    ("/sender", State.ASSIGNED, "officer"),
    ("/code", State.ASSIGNED, "officer"),
    ("/note", State.ASSIGNED, "officer"),
    ("/ask", State.ASSIGNED, "officer"),
    ("/draft", State.ASSIGNED, "officer"),
    ("/give-back", State.ASSIGNED, "officer"),
    ("/approve", State.DRAFTED, "head"),
    ("/return", State.DRAFTED, "head"),
    ("/extend", State.ASSIGNED, "head"),
    ("/due.ics", State.ASSIGNED, "officer"),
    ("/thu-bao", State.ASSIGNED, "officer"),
    ("/accept", State.RECEIVED, "clerk"),
    ("/not-accept", State.RECEIVED, "clerk"),
    ("/forward", State.RECEIVED, "clerk"),
    ("/answer", State.RECEIVED, "clerk"),
    ("/assign", State.ACCEPTED, "chief"),
    ("/sign", State.APPROVED, "records"),
    ("/publish", State.ANSWERED, "chief"),
    ("/lane", State.ASSIGNED, "clerk"),
    ("/split", State.ASSIGNED, "clerk"),
    ("/task", State.ASSIGNED, "chief"),
    ("/merge", State.ACCEPTED, "clerk"),
    ("/relate", State.ASSIGNED, "clerk"),
    ("/unrelate", State.ASSIGNED, "clerk"),
    ("/seal", State.ASSIGNED, "officer"),
    ("/about", State.ASSIGNED, "clerk"),
]
# Opened only for what is published, has a file, was asked or wants telling: in tests of their own.
ELSEWHERE = {
    "/unpublish",
    "/files/<int:file_id>",
    "/supply",
    "/resume",
    "/tell",
    "/appointment",
    "/reply.<ending>",
}
# Saving a draft only takes what is sent.
ELSEWHERE |= {"/draft/keep"}
# Only after a second answer that did not satisfy.
ELSEWHERE |= {"/close"}
# Only for one kind or subject of case, or for a sealed one.
ELSEWHERE |= {"/thank", "/reply", "/ask-explanation", "/explanation"}
ELSEWHERE |= {"/hand-over", "/record", "/purge"}
# Only for what was merged or forwarded.
ELSEWHERE |= {"/unmerge", "/phieu-chuyen.docx", "/dispatch"}


@pytest.fixture
def urls(page_at: MakeCase) -> dict[State, str]:
    """One case in each state that a page needs."""
    states = dict.fromkeys(state for _page, state, _who in PAGES)
    return {state: page_at(state, number) for number, state in enumerate(states, start=1)}


def test_whoever_has_the_case_opens_the_page_in_both_languages(
    client: ProofreadingClient, house: House, urls: dict[State, str]
) -> None:
    for page, state, who in PAGES:
        client.sign_in(getattr(house, who))
        for query in ("", "?lang=en"):
            assert client.get(urls[state] + page + query).status_code == 200, page


def test_a_colleague_of_another_unit_finds_nothing(
    client: ProofreadingClient, house: House, urls: dict[State, str]
) -> None:
    client.sign_in(house.colleague)
    for page, state, _who in PAGES:
        assert client.get(urls[state] + page).status_code in {403, 404}, page
        assert client.get(urls[state]).status_code == 404


def test_a_stranger_finds_nothing_whatever_they_may_at_home(
    client: ProofreadingClient, house: House, urls: dict[State, str]
) -> None:
    client.sign_in(house.stranger)
    for page, state, _who in PAGES:
        assert client.get(urls[state] + page).status_code in {403, 404}, page
        assert client.get(urls[state]).status_code == 404


def test_nobody_without_a_session_opens_it(
    client: ProofreadingClient, urls: dict[State, str]
) -> None:
    for page, state, _who in PAGES:
        answer = client.get(urls[state] + page)
        assert answer.status_code == 303
        assert answer.location.startswith(f"/dang-nhap?next={urls[state]}")


def test_a_forged_sending_by_others_changes_nothing(
    client: ProofreadingClient, database: Database, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ASSIGNED)
    token = {"version": "2", "reply": "Thử", "note": "Thử", "question": "Thử"}
    for nosy in (house.colleague, house.stranger):
        client.sign_in(nosy)
        for page in ("/note", "/ask", "/draft"):
            fields = client.post_form("/console/mat-khau", {}).text
            csrf = fields.partition('name="csrf_token" value="')[2].partition('"')[0]
            answer = client.post(url + page, data={**token, "csrf_token": csrf})
            assert answer.status_code in {403, 404}


def test_every_page_of_a_case_is_tried_here(app: Flask) -> None:
    root = "/console/vu-viec/<reference>"
    routes = {
        rule.rule.removeprefix(root)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(root)
    }
    assert routes == {page for page, _state, _who in PAGES} | ELSEWHERE
