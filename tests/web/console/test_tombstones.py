"""Where personal data used to be, the case page says when it was erased and why."""

from datetime import date

import pytest
from sqlalchemy import select

from portal.cases.kinds import State
from portal.cases.models import Case
from portal.db import Database
from portal.keeping.retention.periods import Kept
from portal.people.models import Erasure
from tests.portal.cases.handling.builders import House
from tests.proofreading import ProofreadingClient
from tests.web.console.conftest import MakeCase


@pytest.fixture
def erased(database: Database, page_at: MakeCase) -> str:
    url = page_at(State.ANSWERED)
    with database.writing() as session:
        case = session.scalars(select(Case)).one()
        for what, n, days in ((Kept.CONTACT, 1, 365), (Kept.ATTACHMENT, 2, 1825)):
            session.add(
                Erasure(
                    authority_id=case.authority_id,
                    case_id=case.id,
                    what=what,
                    n=n,
                    days=days,
                    source="",
                    erased_on=date(2027, 11, 20),
                )
            )
    return url


def test_each_tombstone_is_a_sentence(
    client: ProofreadingClient, house: House, erased: str
) -> None:
    client.sign_in(house.officer)
    page = client.get(erased).text
    assert "Thông tin liên hệ của người gửi đã được xóa ngày 20/11/2027" in page
    assert "365 ngày sau khi vụ việc kết thúc" in page
    assert "2 tệp đã được xóa ngày 20/11/2027" in page
    english = client.get(f"{erased}?lang=en").text
    assert "2 files were erased on" in english


def test_a_case_with_everything_says_nothing(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ANSWERED)
    client.sign_in(house.officer)
    assert "đã được xóa ngày" not in client.get(url).text
