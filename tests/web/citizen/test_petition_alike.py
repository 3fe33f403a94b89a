"""Before sending one sees what is published on the matter, nothing else, and sends all the same."""

from sqlalchemy.orm import Session

from portal.cases.kinds import State, TextPart
from portal.cases.models import Case, CaseText
from portal.db import Database
from tests.portal.cases.handling.builders import NOW, case_at, make_house
from tests.proofreading import ProofreadingClient, hidden_fields
from tests.web.citizen.builders import FILLED, URL

ASKED = "Others have written about something like this"


def make_public(session: Session, case: Case, words: str) -> None:
    """Publish a case in these words, without the steps that lead there."""
    copy = CaseText(
        authority_id=case.authority_id,
        case_id=case.id,
        part=TextPart.PUBLIC_STORY,
        body=words,
        salt=b"0" * 16,
        at=NOW,
    )
    session.add(copy)
    case.published_at = NOW
    session.flush()


def test_a_published_case_is_pointed_at_and_an_unpublished_one_never(
    client: ProofreadingClient, database: Database
) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ANSWERED)
        reference = case.reference
    page = client.post_form(f"{URL}?lang=en", FILLED)
    assert ASKED not in page.text
    assert reference not in page.text
    with database.writing() as session:
        make_public(session, session.get_one(Case, case.id), "Đèn đường đầu thôn hỏng, tối om.")
    page = client.post_form(f"{URL}?lang=en", FILLED)
    assert ASKED in page.text
    assert f"/c/xa-suoi-mo/vu-viec/{reference}" in page.text
    sent = client.post(URL, data={**hidden_fields(page.text), "step": "send"})
    assert sent.status_code == 303


def test_another_matter_is_not_pointed_at(client: ProofreadingClient, database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ANSWERED)
        make_public(session, case, "Nhà văn hóa đóng cửa cả tuần.")
    assert ASKED not in client.post_form(f"{URL}?lang=en", FILLED).text
