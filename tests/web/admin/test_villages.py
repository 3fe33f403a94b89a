"""Villages are listed for citizens to choose from, each name once."""

import unicodedata

import pytest

from portal.db import Database
from portal.offices import store
from tests.proofreading import ProofreadingClient
from tests.web.admin.house import House, press

URL = "/admin/villages"


def _villages(database: Database, house: House) -> list[tuple[str, bool]]:
    with database.reading() as session:
        rows = store.villages_of(session, house.authority_id)
        return [(village.name, village.is_active) for village in rows]


def test_a_village_is_added_renamed_and_closed(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    assert admin.post_form(URL, {"name": "Buôn Kla"}).status_code == 303
    assert admin.post_form(f"{URL}/{mine.village_id}", {"name": "Thôn Một"}).status_code == 303
    press(admin, f"{URL}/{mine.village_id}/close")
    assert _villages(database, mine) == [("Thôn Một", False), ("Buôn Kla", True)]
    press(admin, f"{URL}/{mine.village_id}/reopen")
    assert _villages(database, mine)[0] == ("Thôn Một", True)


def test_the_same_name_typed_in_two_ways_is_the_same(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    decomposed = unicodedata.normalize("NFD", "Thôn 1")
    assert admin.post_form(URL, {"name": f"  {decomposed} "}).status_code == 422
    assert _villages(database, mine) == [("Thôn 1", True)]


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_a_name_that_does_not_fit_is_refused(admin: ProofreadingClient, name: str) -> None:
    assert admin.post_form(URL, {"name": name}).status_code == 422
