"""The commune's own reply term, with its source or honestly without."""

import pytest

from portal.calendar.store import rule
from portal.clock import local_day, utc_now
from portal.db import Database
from tests.proofreading import ProofreadingClient
from tests.web.admin.house import House

URL = "/admin/terms"


def _reply(database: Database, house: House) -> tuple[int, str, str, str]:
    with database.reading() as session:
        found = rule(session, house.authority_id, "REPLY_OWN", local_day(utc_now()))
        return found.term.days, found.term.unit, found.scope, found.source


def test_a_term_with_a_source_is_the_commune_s_rule(
    admin: ProofreadingClient, database: Database, mine: House, other: House
) -> None:
    before = _reply(database, other)
    typed = {"days": "7", "unit": "calendar", "source": "QĐ 12/2026/QĐ-UBND"}
    assert admin.post_form(URL, typed).status_code == 303
    assert _reply(database, mine) == (7, "calendar", "commune", "QĐ 12/2026/QĐ-UBND")
    assert _reply(database, other) == before


def test_without_a_source_the_page_says_who_set_it(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    admin.post_form(URL, {"days": "6", "unit": "working", "source": ""})
    assert _reply(database, mine) == (6, "working", "commune_default", "")
    assert "Mức địa phương tự đặt" in admin.get(URL).text


def test_rules_of_other_provinces_stand_apart(admin: ProofreadingClient) -> None:
    own, models = admin.get(URL).text.split("<caption>")[1:]
    assert "Bắc Ninh" not in own
    assert "Bắc Ninh" in models


@pytest.mark.parametrize(
    "typed",
    [
        {"days": "0", "unit": "working"},
        {"days": "366", "unit": "working"},
        {"days": "ten", "unit": "working"},
        {"days": "5", "unit": "lunar"},
        {"days": "5", "unit": "working", "source": "x" * 301},
    ],
)
def test_a_term_that_does_not_fit_changes_nothing(
    admin: ProofreadingClient, database: Database, mine: House, typed: dict[str, str]
) -> None:
    before = _reply(database, mine)
    response = admin.post_form(URL, typed)
    assert response.status_code == 422
    assert f'value="{typed["days"]}"' in response.text
    assert _reply(database, mine) == before


def test_the_term_to_accept_a_petition_has_a_page_of_its_own(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    before = _reply(database, mine)
    page = f"{URL}/classify"
    assert 'value="2"' in admin.get(page).text
    typed = {"days": "1", "unit": "working", "source": "QĐ 16/2026/QĐ-UBND"}
    assert admin.post_form(page, typed).status_code == 303
    assert "QĐ 16/2026/QĐ-UBND" in admin.get(URL).text
    assert admin.post_form(page, typed | {"days": "0"}).status_code == 422
    with database.reading() as session:
        found = rule(session, mine.authority_id, "CLASSIFY", local_day(utc_now()))
    assert (found.term.days, found.scope) == (1, "commune")
    assert _reply(database, mine) == before
