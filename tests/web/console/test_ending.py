"""The page that closes a case after the second look."""

from portal.cases.models import Case
from portal.db import Database
from tests.portal.cases.handling.builders import House
from tests.portal.cases.replies.ending.test_ending import WHERE, WHY, not_satisfied_twice
from tests.proofreading import ProofreadingClient


def test_a_leader_closes_with_the_next_address(
    client: ProofreadingClient, database: Database, house: House
) -> None:
    with database.writing() as session:
        case = not_satisfied_twice(session, house)
    url = f"/console/vu-viec/{case.reference}"
    client.sign_in(house.head)
    assert f"{url}/close" not in client.get(url).text
    client.sign_in(house.chief)
    assert f"{url}/close" in client.get(url).text
    assert client.post_form(f"{url}/close", {"reason": WHY}).status_code == 422
    answer = client.post_form(f"{url}/close", {"reason": WHY, "next_address": WHERE})
    assert answer.location == url
    assert WHERE in client.get(url).text
    with database.reading() as session:
        assert session.get_one(Case, case.id).is_satisfied is False
