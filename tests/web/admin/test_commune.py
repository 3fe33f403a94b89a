"""What citizens read about the commune, and the two numbers it counts by."""

import pytest

from portal.db import Database
from portal.offices import store
from tests.proofreading import ProofreadingClient
from tests.web.admin.house import House

URL = "/admin/commune"
GOOD = {
    "address": "Thôn 2",
    "hours": "7:30–11:30",
    "hotline": "0200 111 222",
    "reception": "Thứ Năm",
    "smallest_group": "10",
    "months_start_on": "15",
}


def test_what_is_saved_stands_on_the_page(
    admin: ProofreadingClient, database: Database, mine: House, other: House
) -> None:
    assert admin.post_form(URL, GOOD).status_code == 303
    assert 'value="Thôn 2"' in admin.get(URL).text
    with database.reading() as session:
        own = store.authority_by_id(session, mine.authority_id)
        assert (own.hotline, own.smallest_group, own.months_start_on) == ("0200 111 222", 10, 15)
        assert store.authority_by_id(session, other.authority_id).smallest_group == 5


@pytest.mark.parametrize(
    "change",
    [
        {"smallest_group": "4"},
        {"smallest_group": "many"},
        {"months_start_on": "29"},
        {"hotline": "1" * 41},
        {"address": "x" * 201},
    ],
)
def test_what_does_not_fit_changes_nothing(
    admin: ProofreadingClient, database: Database, mine: House, change: dict[str, str]
) -> None:
    response = admin.post_form(URL, {**GOOD, **change})
    assert response.status_code == 422
    assert "Thứ Năm" in response.text
    with database.reading() as session:
        assert store.authority_by_id(session, mine.authority_id).smallest_group == 5
