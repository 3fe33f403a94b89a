"""Anyone can count a due date, day by day, on the commune's own calendar."""

from datetime import date

import pytest

from portal.calendar.editing import switch_day
from portal.db import Database
from tests.portal.reports.world import NOW, World
from tests.proofreading import ProofreadingClient
from tests.web.public.reading import rows, words

PAGE = "/c/xa-suoi-mo/tinh-han"
FIVE_DAYS = f"{PAGE}?received=2026-11-20&days=5&unit=working"
pytestmark = pytest.mark.usefixtures("world")


def test_the_page_opens_with_today_filled_in(client: ProofreadingClient) -> None:
    page = client.get(PAGE)
    assert page.status_code == 200
    assert 'value="2026-11-20"' in page.text
    assert "Hạn là" not in page.text


def test_a_term_is_counted_and_every_day_explained(client: ProofreadingClient) -> None:
    assert "thứ Hai, 30/11/2026" in words(client, FIVE_DAYS)
    found = rows(client, FIVE_DAYS)
    assert found["thứ Sáu, 20/11/2026"] == [
        "–",
        "Ngày nhận, không tính (Bộ luật Dân sự 2015, Điều 147 khoản 3)",
    ]
    assert found["thứ Hai, 23/11/2026"][0] == "1"
    assert found["thứ Hai, 30/11/2026"][0] == "5"
    assert "Ngày Văn hóa Việt Nam" in found["thứ Ba, 24/11/2026"][1]


def test_calendar_days_roll_to_the_next_working_day(client: ProofreadingClient) -> None:
    url = f"{PAGE}?received=2026-11-14&days=10&unit=calendar"
    assert "thứ Tư, 25/11/2026" in words(client, url)


@pytest.mark.parametrize("received", ["20/11/2026", "2026-11-20"])
def test_a_day_may_be_typed_as_people_write_it(client: ProofreadingClient, received: str) -> None:
    page = client.get(PAGE, query_string={"received": received, "days": "5"})
    assert "30/11/2026" in page.text


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"received": "", "days": "5"}, "received"),
        ({"received": "2026-02-30", "days": "5"}, "received"),
        ({"received": "hôm qua", "days": "5"}, "received"),
        ({"received": "2026-11-20", "days": ""}, "days"),
        ({"received": "2026-11-20", "days": "0"}, "days"),
        ({"received": "2026-11-20", "days": "366"}, "days"),
        ({"received": "2026-11-20", "days": "2,5"}, "days"),
        ({"received": "2026-11-20", "days": "9" * 400}, "days"),
        ({"received": "2026-11-20", "days": "5", "unit": "moons"}, "unit"),
        ({"received": "2019-11-20", "days": "5"}, "received"),
        ({"received": "9999-12-31", "days": "365"}, "received"),
    ],
)
def test_what_cannot_be_counted_is_said_at_its_field(
    client: ProofreadingClient, query: dict[str, str], field: str
) -> None:
    page = client.get(PAGE, query_string=query)
    assert page.status_code == 422
    assert f'href="#{field}"' in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_typed_words_come_back_harmless(client: ProofreadingClient) -> None:
    page = client.get(PAGE, query_string={"received": '"><script>', "days": "5"})
    assert "<script>" not in page.text.partition("<main")[2]


def test_it_is_the_calendar_of_this_commune(
    client: ProofreadingClient, database: Database, world: World
) -> None:
    with database.writing() as session:
        switch_day(
            session,
            world.authority_id,
            date(2026, 11, 24),
            active=False,
            actor_id=None,
            now=NOW,
        )
    assert "thứ Sáu, 27/11/2026" in words(client, FIVE_DAYS)
