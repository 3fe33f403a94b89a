"""Lanes at the desk: changed with a reason, regulations forwarded, praise thanked for, split."""

import pytest
from sqlalchemy import select

from portal.cases.kinds import CaseKind, State, Subject
from portal.cases.models import Case
from portal.db import Database
from portal.offices.models import Authority
from tests.portal.cases.builders import STORY
from tests.portal.cases.handling.builders import House, received
from tests.proofreading import ProofreadingClient
from tests.web.console.conftest import MakeCase

REASON = "Ông/Bà hỏi về cách phục vụ."
PART = "Đèn đường đầu thôn hỏng."


@pytest.fixture
def praise(database: Database, house: House) -> str:
    with database.writing() as session:
        return f"/console/vu-viec/{received(session, house, number=7, kind='praise').reference}"


def case(database: Database, reference: str = "") -> Case:
    with database.reading() as session:
        found = select(Case).order_by(Case.id.desc())
        found = found.where(Case.reference == reference) if reference else found
        return session.scalars(found).first() or Case()


def test_another_lane_is_a_step_with_a_reason_and_keeps_the_reference(
    client: ProofreadingClient, database: Database, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ASSIGNED)
    client.sign_in(house.clerk)
    lane = {"kind": "report", "subject": "service_quality"}
    assert client.post_form(f"{url}/lane", {**lane, "reason": ""}).status_code == 422
    assert client.post_form(f"{url}/lane", {**lane, "reason": REASON}).status_code == 303
    changed = case(database)
    assert (changed.subject, changed.state) == (Subject.SERVICE_QUALITY, State.ASSIGNED)
    assert REASON in client.get(url).text
    again = client.post_form(f"{url}/lane", {**lane, "reason": REASON})
    assert again.status_code == 422
    assert REASON in again.text


def test_a_list_is_narrowed_to_a_subject(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    reference = page_at(State.ASSIGNED).rpartition("/")[2]
    client.sign_in(house.chief)
    assert reference in client.get("/console/?queue=all&subject=local_life").text
    assert reference not in client.get("/console/?queue=all&subject=regulation").text
    assert reference in client.get("/console/?queue=all&subject=%00").text


def test_what_is_said_about_a_regulation_is_offered_the_office_that_decides_it(
    client: ProofreadingClient, database: Database, house: House
) -> None:
    with database.writing() as session:
        row = received(session, house, subject="regulation")
        url = f"/console/vu-viec/{row.reference}"
    client.sign_in(house.clerk)
    page = client.get(f"{url}/forward").text
    assert "Văn phòng Ủy ban nhân dân tỉnh Minh Họa" in page
    assert "20/2008" in page
    assert client.get(f"{url}/answer").status_code == 303
    with database.writing() as session:
        commune = session.get_one(Authority, house.authority.id)
        commune.regulation_receiver = "Sở Tư pháp, 1 Lê Lợi"
    assert "Sở Tư pháp, 1 Lê Lợi" in client.get(f"{url}/forward").text


def test_praise_is_thanked_for_and_its_unit_reads_it(
    client: ProofreadingClient, database: Database, house: House, praise: str
) -> None:
    client.sign_in(house.clerk)
    typed = {"unit_id": str(house.unit.id), "words": "Xin cảm ơn Ông/Bà."}
    assert client.post_form(f"{praise}/thank", {**typed, "words": ""}).status_code == 422
    wrong = {**typed, "unit_id": str(house.police.id)}
    assert client.post_form(f"{praise}/thank", wrong).status_code == 422
    assert client.post_form(f"{praise}/thank", typed).status_code == 303
    assert case(database).state == State.ANSWERED
    client.sign_in(house.officer)
    assert client.get(praise).status_code == 200
    client.sign_in(house.colleague)
    assert client.get(praise).status_code == 404


def test_a_question_is_answered_by_its_unit_without_a_document(
    client: ProofreadingClient, database: Database, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ASSIGNED)
    client.sign_in(house.clerk)
    lane = {"kind": "inquiry", "subject": "service_quality", "reason": REASON}
    assert client.post_form(f"{url}/lane", lane).status_code == 303
    client.sign_in(house.colleague)
    assert client.get(f"{url}/reply").status_code == 404
    client.sign_in(house.officer)
    assert client.post_form(f"{url}/reply", {"reply": "Mở cửa đến 17 giờ."}).status_code == 303
    assert (case(database).state, case(database).kind) == (State.ANSWERED, CaseKind.INQUIRY)


def test_a_part_becomes_a_case_of_its_own_and_both_name_each_other(
    client: ProofreadingClient, database: Database, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.RECEIVED)
    client.sign_in(house.clerk)
    assert STORY in client.get(f"{url}/split").text
    typed = {"words": PART, "kind": "report", "subject": "local_life"}
    assert client.post_form(f"{url}/split", {**typed, "words": ""}).status_code == 422
    assert client.post_form(f"{url}/split", {**typed, "kind": "denunciation"}).status_code == 422
    assert client.post_form(f"{url}/split", typed).status_code == 303
    part = case(database)
    assert part.state == State.ACCEPTED
    other = f"/console/vu-viec/{part.reference}"
    assert other in client.get(url).text
    assert url in client.get(other).text


@pytest.mark.parametrize("page", ["lane", "split", "ask-explanation", "seal", "thank", "reply"])
def test_a_colleague_and_a_stranger_find_no_lane_to_change(
    client: ProofreadingClient, house: House, page_at: MakeCase, page: str
) -> None:
    url = page_at(State.ASSIGNED)
    for nosy in (house.colleague, house.stranger):
        client.sign_in(nosy)
        assert client.get(f"{url}/{page}").status_code in {403, 404}
