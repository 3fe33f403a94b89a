"""What citizens read about the commune, and the two numbers it counts by."""

import re
from datetime import date

import pytest
import time_machine

from portal.db import Database
from portal.offices import store
from portal.reports import periods
from tests.conftest import NOW
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


def test_a_new_start_of_months_says_which_month_stays_and_where_the_next_begins(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    with database.writing() as session:
        for year in (2026, 2027):
            periods.seed(session, mine.authority_id, year, 1)
    with time_machine.travel(NOW, tick=False):
        admin.sign_in(mine.admin)
        assert admin.post_form(URL, GOOD).status_code == 303
        page = admin.get(URL).text
        assert "Tháng 11/2026 đã bắt đầu nên giữ nguyên, đến hết ngày 30/11/2026." in page
        assert "Tháng 12/2026 nay tính từ 01/12/2026 đến 14/12/2026" in page
        assert "giữ nguyên" not in admin.get(URL).text
        admin.post_form(URL, GOOD)
        assert "giữ nguyên" not in admin.get(URL).text


def test_months_kept_by_hand_and_periods_cut_across_are_named(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    quarter = periods.PeriodPlan(
        "2027-q1", "Quý I/2027", date(2027, 1, 1), date(2027, 3, 31), date(2027, 3, 31)
    )
    with database.writing() as session:
        periods.seed(session, mine.authority_id, 2027, 1)
        periods.period(session, mine.authority_id, "2027-05").name = "Tháng Năm"
        periods.add(session, mine.authority_id, quarter)
    with time_machine.travel(NOW, tick=False):
        admin.sign_in(mine.admin)
        admin.post_form(URL, GOOD)
        page = admin.get(URL).text
    assert re.search(r"sửa tay[^<]*Tháng Năm", page)
    assert "Quý I/2027" in page
