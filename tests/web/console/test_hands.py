"""The pages about who works on a case: merging, stand-ins, handing over, slips, who may do what."""

import io

import pytest
from docx import Document
from flask import Flask
from sqlalchemy import select

from portal.cases.kinds import Action, State
from portal.cases.models import Case
from portal.cases.workflow import STEPS
from portal.db import Database
from portal.offices.events import Actor
from portal.offices.standing_in import Absence, name_stand_in
from portal.web.case_words import ACTIONS
from portal.web.console.hands.who_may_words import CONDITIONS, FIELDS, PARTS, UNSAID
from tests.portal.cases.handling.builders import NOW, House, case_at
from tests.proofreading import ProofreadingClient
from tests.web.console.conftest import MakeCase

ROOT = "/console/vu-viec"
AWAY, WORK = "/console/vang-mat", "/console/ban-giao-viec"


@pytest.mark.parametrize("action", list(STEPS))
def test_the_table_has_words_for_all_a_step_asks(action: Action) -> None:
    step = STEPS[action]
    assert {condition.__name__ for condition in step.conditions} <= CONDITIONS.keys()
    assert set(step.needs) <= FIELDS.keys() | UNSAID
    assert set(step.texts) <= PARTS.keys()


def test_the_table_is_there_for_everybody_who_works_here(
    client: ProofreadingClient, house: House, app: Flask
) -> None:
    for who in (house.officer, house.records):
        client.sign_in(who)
        page = client.get("/console/ai-lam-gi").text
        with app.test_request_context("/"):
            titles = [str(ACTIONS[action]) for action in STEPS]
        assert [title for title in titles if title not in page] == []
        assert "không bao giờ là người viết câu trả lời" in page


def test_similar_cases_are_offered_merged_and_taken_apart(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    first, second = page_at(State.ASSIGNED, 1), page_at(State.ACCEPTED, 2)
    reference = first.removeprefix(f"{ROOT}/")
    client.sign_in(house.clerk)
    page = client.get(f"{second}?lang=en").text
    assert "Similar open cases" in page
    assert f'Answer together<span class="vh"> {reference}</span>' in page
    page = client.get(f"{second}/merge?other={reference}").text
    assert f'value="{reference}"' in page
    answer = client.post_form(f"{second}/merge?lang=en", {"other": "XSM1-1"})
    assert answer.status_code == 422
    assert "There is no such case" in answer.text
    assert client.post_form(f"{second}/merge", {"other": reference}).status_code == 303
    assert f"Answered together with {reference}" in client.get(f"{second}?lang=en").text
    assert "Answered with this case:" in client.get(f"{first}?lang=en").text
    client.sign_in(house.officer)
    assert client.get(f"{second}/draft").status_code == 303
    assert client.post_form(f"{second}/unmerge", {}).status_code == 303
    assert client.get(f"{second}/draft").status_code == 200


def test_related_cases_are_linked_and_unlinked(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    first, second = page_at(State.ASSIGNED, 1), page_at(State.ACCEPTED, 2)
    reference = first.removeprefix(f"{ROOT}/")
    client.sign_in(house.clerk)
    client.post_form(f"{second}/relate", {"other": reference})
    assert f'href="{first}">{reference}</a>' in client.get(second).text
    client.post_form(f"{second}/unrelate?other={reference}", {"other": reference})
    assert "Related:" not in client.get(f"{first}?lang=en").text


def test_a_stand_in_is_named_and_every_page_says_so(
    client: ProofreadingClient, database: Database, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ASSIGNED)
    client.sign_in(house.head)
    days = {"from_on": "2026-11-20", "to_on": "2026-11-24"}
    wrong = {"stand_in_id": str(house.clerk.id), **days}
    answer = client.post_form(f"{AWAY}?lang=en", {"staff_id": str(house.head.id), **wrong})
    assert answer.status_code == 422
    assert f'value="{house.clerk.id}"' not in answer.text
    # Nobody names a stand-in for somebody else.
    forged = {"staff_id": str(house.chief.id), "stand_in_id": str(house.officer.id), **days}
    assert client.post_form(AWAY, forged).status_code == 422
    right = {"staff_id": str(house.head.id), "stand_in_id": str(house.officer.id), **days}
    assert client.post_form(AWAY, right).status_code == 303
    twice = client.post_form(f"{AWAY}?lang=en", right)
    assert twice.status_code == 422
    assert "Somebody stands in on some of these days already." in twice.text
    client.sign_in(house.officer)
    assert "You stand in for" in client.get(f"{url}?lang=en").text
    late = {"due_on": "2026-12-11", "reason": "Phải chờ vật tư."}
    assert client.post_form(f"{url}/extend", late).status_code == 303
    page = client.get(f"{url}?lang=en").text
    assert f"{house.officer.display_name} (Case officer) for {house.head.display_name}" in page
    # The officer's own words are not approved by the officer, stand-in or not.
    client.post_form(f"{url}/draft", {"reply": "Đã sửa."})
    assert client.get(f"{url}/approve").status_code == 303
    client.sign_in(house.clerk)
    assert "You stand in for" not in client.get(f"{AWAY}?lang=en").text


def test_a_stand_in_ends_at_once(
    client: ProofreadingClient, database: Database, house: House
) -> None:
    with database.writing() as session:
        wanted = Absence(house.head.id, house.officer.id, NOW.date(), NOW.date())
        name_stand_in(session, Actor(house.authority.id, house.head.id), wanted, now=NOW)
    client.sign_in(house.clerk)
    assert client.post_form(f"{AWAY}", {}).status_code == 422
    client.sign_in(house.officer)
    page = client.get(AWAY).text
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    answer = client.post(f"{AWAY}/1/end", data={"csrf_token": token})
    assert answer.status_code == 303
    assert "Nobody is away" in client.get(f"{AWAY}?lang=en").text


def test_work_is_handed_over_only_as_it_was_shown(
    client: ProofreadingClient, database: Database, house: House, page_at: MakeCase
) -> None:
    page_at(State.ASSIGNED, 1)
    page_at(State.DRAFTED, 2)
    client.sign_in(house.officer)
    assert client.get(WORK).status_code == 403
    client.sign_in(house.chief)
    chosen = {"source": f"unit-{house.unit.id}", "target": f"unit-{house.other_unit.id}"}
    page = client.post_form(f"{WORK}?lang=en", {**chosen, "confirm": "1"})
    assert "2 cases would move" in page.text
    seen = page.text.partition('name="seen"')[2].partition('value="')[2].partition('"')[0]
    with database.writing() as session:
        case_at(session, house, State.ASSIGNED, number=3)
    page = client.post_form(f"{WORK}?lang=en", {**chosen, "confirm": "1", "seen": seen})
    assert "3 cases would move" in page.text
    seen = page.text.partition('name="seen"')[2].partition('value="')[2].partition('"')[0]
    answer = client.post_form(WORK, {**chosen, "confirm": "1", "seen": seen})
    assert answer.status_code == 303
    with database.reading() as session:
        assert set(session.scalars(select(Case.unit_id))) == {house.other_unit.id}


def test_a_forwarded_case_has_a_slip_to_sign_and_is_recorded_as_sent(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.RECEIVED)
    client.sign_in(house.clerk)
    assert client.get(f"{url}/phieu-chuyen.docx").status_code == 404
    forwarded = {"receiver": "Công an xã Suối Mơ", "reason": "Việc trật tự công cộng."}
    client.post_form(f"{url}/forward", forwarded)
    page = client.get(url).text
    assert "phieu-chuyen.docx" in page
    paper = Document(io.BytesIO(client.get(f"{url}/phieu-chuyen.docx").data))
    words = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    cells = "\n".join(cell.text for table in paper.tables for cell in table._cells)
    assert "PHIẾU CHUYỂN" in words
    assert "Kính gửi: Công an xã Suối Mơ." in words
    assert "Đèn đường đầu thôn hỏng" in words
    assert "Số:        /PC-UBND" in cells
    sent = {
        "document_number": "15/PC-UBND",
        "document_on": "2026-11-20",
        "document_signer": "Trần Bình",
    }
    client.sign_in(house.records)
    early = client.post_form(f"{url}/dispatch", {**sent, "document_on": "2026-11-01"})
    assert early.status_code == 422
    assert client.post_form(f"{url}/dispatch", sent).status_code == 303
    assert "15/PC-UBND" in client.get(url).text
    # Once.
    assert client.get(f"{url}/dispatch").status_code == 303
    client.sign_in(house.colleague)
    assert client.get(f"{url}/phieu-chuyen.docx").status_code == 404
