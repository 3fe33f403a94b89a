"""Two officers on one case: the second is told what happened, and keeps every word."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.cases.handling.assigning import assign
from portal.cases.handling.notes import add_note
from portal.cases.kinds import State
from portal.cases.models import Case
from portal.cases.replies.drafting import draft
from portal.db import Database
from portal.errors import DatabaseUnavailableError
from portal.web.console import desk, drafting
from tests.portal.cases.handling.builders import NOW, REPLY, House, saying, turn, typed
from tests.proofreading import ProofreadingClient, hidden_fields
from tests.web.console.conftest import MakeCase


def only_case(session: Session) -> Case:
    return session.scalars(select(Case)).one()


def test_the_second_reads_what_the_first_did_and_sends_again(
    client: ProofreadingClient, database: Database, house: House, page_at: MakeCase
) -> None:
    url = f"{page_at(State.ASSIGNED)}/draft?lang=en"
    client.sign_in(house.officer)
    fields = hidden_fields(client.get(url).text)
    with database.writing() as session:
        case = only_case(session)
        assign(session, turn(house.chief, case), house.unit.id, house.head.id, now=NOW)
    answer = client.post(url, data={**fields, **typed()})
    assert answer.status_code == 409
    assert "Hung (Chief of office)" in answer.text
    assert REPLY in answer.text
    again = hidden_fields(answer.text)
    assert again["version"] == str(int(fields["version"]) + 1)
    assert client.post(url, data={**again, **typed()}).status_code == 303


def test_when_the_step_is_gone_the_words_can_still_be_copied(
    client: ProofreadingClient, database: Database, house: House, page_at: MakeCase
) -> None:
    url = f"{page_at(State.ASSIGNED)}/draft?lang=en"
    client.sign_in(house.officer)
    fields = hidden_fields(client.get(url).text)
    with database.writing() as session:
        draft(session, turn(house.head, only_case(session)), saying("Trả lời khác."), now=NOW)
    answer = client.post(url, data={**fields, **typed()})
    assert answer.status_code == 409
    assert "This step no longer fits" in answer.text
    assert f"{REPLY}</textarea>" in answer.text
    assert "Trả lời khác." in answer.text


def test_a_note_of_a_colleague_is_no_step_but_is_told_of(
    client: ProofreadingClient, database: Database, house: House, page_at: MakeCase
) -> None:
    url = f"{page_at(State.ASSIGNED)}/draft?lang=en"
    client.sign_in(house.officer)
    fields = hidden_fields(client.get(url).text)
    with database.writing() as session:
        add_note(session, turn(house.head, only_case(session)), "Nhớ ghi ngày.", now=NOW)
    answer = client.post(url, data={**fields, **typed()})
    assert answer.status_code == 409
    assert "Nhớ ghi ngày." in answer.text


def test_a_case_given_to_another_unit_is_gone(
    client: ProofreadingClient, database: Database, house: House, page_at: MakeCase
) -> None:
    url = f"{page_at(State.ASSIGNED)}/draft"
    client.sign_in(house.officer)
    fields = hidden_fields(client.get(url).text)
    with database.writing() as session:
        assign(session, turn(house.chief, only_case(session)), house.other_unit.id, now=NOW)
    answer = client.post(url, data={**fields, **typed()})
    assert answer.status_code == 404
    assert REPLY in answer.text


def test_when_nothing_can_be_read_the_words_stay_too(
    client: ProofreadingClient, house: House, page_at: MakeCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"{page_at(State.ASSIGNED)}/draft?lang=en"
    client.sign_in(house.officer)
    fields = hidden_fields(client.get(url).text)

    def gone(*_args: object) -> None:
        raise DatabaseUnavailableError

    monkeypatch.setattr(desk, "open_case_file", gone)
    answer = client.post(url, data={**fields, **typed()})
    assert answer.status_code == 503
    assert f"{REPLY}</textarea>" in answer.text
    assert client.get(url).status_code == 503


def test_when_nothing_can_be_saved_the_words_stay_on_the_page(
    client: ProofreadingClient,
    database: Database,
    house: House,
    page_at: MakeCase,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = f"{page_at(State.ASSIGNED)}/draft?lang=en"
    client.sign_in(house.officer)

    def locked(*_args: object, **_kwargs: object) -> None:
        raise DatabaseUnavailableError

    monkeypatch.setattr(drafting, "hand_in", locked)
    answer = client.post_form(url, typed())
    assert answer.status_code == 503
    assert "cannot save anything right now" in answer.text
    assert f"{REPLY}</textarea>" in answer.text
    with database.reading() as session:
        assert only_case(session).state == State.ASSIGNED
