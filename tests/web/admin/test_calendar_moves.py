"""After a change of the calendar: which open cases it would move, and one button that does."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from sqlalchemy import select

from portal.cases.models import Case
from portal.db import Database
from portal.offices.models import Authority
from tests.portal.cases.builders import make_case
from tests.proofreading import ProofreadingClient
from tests.web.admin.house import House, press

URL = "/admin/calendar/moves"
DAY = {
    "name_vi": "Nghỉ bão",
    "name_en": "Storm day",
    "decision": "CV 1/UBND",
    "day": "2026-11-30",
    "code": "compensation",
    "status": "official",
}


@pytest.fixture(autouse=True)
def _friday() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 20, 1, 0, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def case_id(database: Database, mine: House) -> int:
    with database.writing() as session:
        return make_case(session, session.get_one(Authority, mine.authority_id)).id


def due_on(database: Database) -> date | None:
    with database.reading() as session:
        return session.scalars(select(Case)).one().due_on


def test_a_change_leads_to_the_cases_it_would_move(
    admin: ProofreadingClient, database: Database, case_id: int
) -> None:
    assert case_id
    assert "khớp với lịch" in admin.get(URL).text
    saved = admin.post_form("/admin/calendar/day", DAY)
    assert saved.location == URL
    page = admin.get(f"{URL}?lang=en").text
    assert "4 December 2026" in page
    assert "7 December 2026" in page
    assert "Storm day (CV 1/UBND)" in page
    assert "Đèn" not in page
    assert due_on(database) == date(2026, 12, 4)
    assert admin.post_form(URL, {}).location == URL
    assert due_on(database) == date(2026, 12, 7)
    assert "khớp với lịch" in admin.get(URL).text


def test_a_page_shown_before_another_change_moves_nothing(
    admin: ProofreadingClient, database: Database, case_id: int
) -> None:
    assert case_id
    admin.post_form("/admin/calendar/day", DAY)
    press(admin, URL, version="1")
    assert due_on(database) == date(2026, 12, 4)
    assert "làm trước" in admin.get(URL).text


def test_days_that_would_come_earlier_need_a_tick(
    admin: ProofreadingClient, database: Database, case_id: int
) -> None:
    assert case_id
    switched = press(admin, "/admin/calendar/2026-11-24/switch", to="off")
    assert switched.location == URL
    admin.post_form(URL, {})
    assert due_on(database) == date(2026, 12, 4)
    admin.post_form(URL, {"with_earlier": "y"})
    assert due_on(database) == date(2026, 12, 3)


def test_the_limits_of_the_stages_are_the_commune_s_own(admin: ProofreadingClient) -> None:
    assert admin.post_form("/admin/terms/grossly-late", {"days": "7"}).status_code == 303
    assert 'value="7"' in admin.get("/admin/terms/grossly-late").text
    assert admin.get("/admin/terms/soon?lang=en").status_code == 200
    assert admin.get("/admin/terms/longest").status_code == 200
