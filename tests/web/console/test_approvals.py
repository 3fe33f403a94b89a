"""Several drafts on one page, each judged alone; a task given along; the unit's list of tasks."""

import pytest
import time_machine
from sqlalchemy import select

from portal.cases.kinds import State
from portal.cases.models import Case
from portal.cases.replies.drafting import return_draft
from portal.db import Database
from tests.portal.cases.handling.builders import (
    NOW,
    REPLY,
    TOO_LATE,
    House,
    case_at,
    turn,
)
from tests.proofreading import ProofreadingClient, hidden_fields

URL = "/console/duyet"


@pytest.fixture
def drafts(database: Database, house: House) -> list[int]:
    with database.writing() as session:
        return [case_at(session, house, State.DRAFTED, number=n).id for n in (1, 2, 3)]


def states(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(Case.state).order_by(Case.id)))


def test_each_is_read_in_full_and_those_ticked_are_approved(
    client: ProofreadingClient, database: Database, house: House, drafts: list[int]
) -> None:
    client.sign_in(house.chief)
    assert f'href="{URL}"' in client.get("/console/?queue=to_approve").text
    page = client.get(URL).text
    assert page.count(REPLY) == 3
    assert page.count("Đèn đường đầu thôn hỏng đã hai tuần.") == 3
    first, second, _third = drafts
    ticked = {f"c{first}-approve": "y", f"c{second}-approve": "y"}
    answer = client.post_form(f"{URL}?lang=en", ticked)
    assert answer.status_code == 200
    assert answer.text.count("Approved. It waits for the signed document.") == 2
    assert states(database) == [State.APPROVED, State.APPROVED, State.DRAFTED]


def test_one_that_does_not_fit_holds_up_no_other(
    client: ProofreadingClient, database: Database, house: House, drafts: list[int]
) -> None:
    client.sign_in(house.chief)
    fields = hidden_fields(client.get(URL).text)
    with database.writing() as session:
        case = session.get_one(Case, drafts[0])
        return_draft(session, turn(house.chief, case), "Xin ghi ngày.", now=NOW)
    ticked = {f"c{id_}-approve": "y" for id_ in (*drafts[:2], 999_999)}
    answer = client.post(f"{URL}?lang=en", data={**fields, **ticked})
    assert answer.status_code == 409
    assert "Not approved:" in answer.text
    assert states(database) == [State.ASSIGNED, State.APPROVED, State.DRAFTED]


def test_a_late_one_asks_why_and_keeps_what_is_typed(
    client: ProofreadingClient,
    database: Database,
    house: House,
    drafts: list[int],
    clock: time_machine.Traveller,
) -> None:
    clock.move_to(TOO_LATE)
    client.sign_in(house.chief)
    one = f"c{drafts[0]}"
    typed = {
        f"{one}-approve": "y",
        f"{one}-words": "Kiểm tra thôn 3.",
        f"{one}-task_due_on": "2026-12-10",
    }
    answer = client.post_form(f"{URL}?lang=en", typed)
    assert answer.status_code == 409
    assert "The due date has passed. Please say why" in answer.text
    assert "Kiểm tra thôn 3.</textarea>" in answer.text
    assert states(database)[0] == State.DRAFTED
    answer = client.post_form(URL, {**typed, f"{one}-late_reason": "Chờ vật tư."})
    assert answer.status_code == 200
    assert states(database)[0] == State.APPROVED


def test_the_note_becomes_a_task_that_its_unit_ends_with_a_word(
    client: ProofreadingClient, database: Database, house: House, drafts: list[int]
) -> None:
    one = f"c{drafts[0]}"
    task = {
        f"{one}-approve": "y",
        f"{one}-words": "Kiểm tra thôn 3.",
        f"{one}-unit_id": str(house.other_unit.id),
    }
    client.sign_in(house.chief)
    # A task without its day: neither the task nor the approval.
    assert client.post_form(URL, task).status_code == 409
    assert states(database)[0] == State.DRAFTED
    client.post_form(URL, {**task, f"{one}-task_due_on": "2026-11-27"})
    client.sign_in(house.colleague)
    assert "1 task from a leader" in client.get("/console/?lang=en").text
    page = client.get("/console/viec-duoc-giao").text
    assert "Kiểm tra thôn 3." in page
    # The case lies with another unit: its page stays closed.
    assert f"/console/vu-viec/{house.authority.reference_prefix}" not in page
    url = page.partition('class="btn" href="')[2].partition('"')[0]
    assert client.post_form(url, {"words": " "}).status_code == 422
    assert client.post_form(url, {"words": "Đã kiểm tra."}).status_code == 303
    assert "Đã kiểm tra." in client.get("/console/viec-duoc-giao").text
    csrf = hidden_fields(client.get("/console/mat-khau").text)
    assert client.post(url, data={**csrf, "words": "Lần nữa."}).status_code == 409


def test_others_find_neither_page_nor_task(
    client: ProofreadingClient, house: House, drafts: list[int]
) -> None:
    client.sign_in(house.officer)
    assert client.get(URL).status_code == 403
    assert client.get("/console/viec-duoc-giao/1").status_code == 404
    client.sign_in(house.stranger)
    page = client.get(URL)
    assert page.status_code == 200
    assert REPLY not in page.text
    ticked = {f"c{drafts[0]}-approve": "y", f"c{drafts[0]}-version": "4"}
    answer = client.post_form(URL, ticked)
    assert "Approved" not in answer.text
    assert house.authority.reference_prefix not in answer.text


def test_a_leader_gives_a_task_on_the_page_of_a_case(
    client: ProofreadingClient, database: Database, house: House, drafts: list[int]
) -> None:
    with database.reading() as session:
        url = f"/console/vu-viec/{session.get_one(Case, drafts[0]).reference}"
    client.sign_in(house.chief)
    assert client.post_form(f"{url}/task", {"unit_id": str(house.unit.id)}).status_code == 422
    task = {"words": "Gọi thợ.", "unit_id": str(house.unit.id), "task_due_on": "2026-11-27"}
    assert client.post_form(f"{url}/task", task).location == url
    assert "Gọi thợ." in client.get(url).text
