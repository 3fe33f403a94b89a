"""Behind every figure of petitions stand as many cases as the figure says."""

import pytest

from portal.db import Database
from portal.errors import NotFoundError
from portal.keys import Keys
from portal.reports.definitions import PETITIONS
from portal.reports.listing import listed
from portal.reports.report import Order, Report, take
from tests.portal.reports.world import NOW, OCTOBER, make_world


@pytest.fixture
def report(database: Database, keys: Keys) -> Report:
    world = make_world(database, keys)
    return take(database, keys, Order(world.authority_id, OCTOBER), now=NOW)


def test_every_figure_leads_to_as_many_cases(report: Report) -> None:
    total, from_on = report.overview.petitions.total, report.overview.period.from_on
    for one in PETITIONS:
        rows = listed(report.entries, one.code, from_on)
        n = (
            total.answered + total.open_overdue
            if one.code == "in_time_share"
            else getattr(total, one.code)
        )
        assert len(rows) == n, one.code
        assert all(row.kind.is_petition for row in rows)


def test_a_figure_of_ratings_has_no_cases(report: Report) -> None:
    with pytest.raises(NotFoundError):
        listed(report.entries, "satisfied", report.overview.period.from_on)
