"""Plans cut the year at odd days; those are data, and months from the 15th know who waits."""

from datetime import date
from itertools import pairwise

import pytest

from portal.db import Database
from portal.errors import InvalidInputError
from portal.reports import periods
from portal.reports.kinds import PeriodKind
from portal.reports.labels import CUTS, period_name
from portal.reports.plans import cuts, dated, dated_month
from portal.reports.spans import month
from tests.builders import make_authority


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("q1", date(2025, 12, 15), date(2026, 3, 14)),
        ("6m", date(2025, 12, 15), date(2026, 6, 14)),
        ("q3", date(2026, 6, 15), date(2026, 9, 14)),
        ("year", date(2025, 12, 15), date(2026, 12, 14)),
        ("11m", date(2025, 12, 15), date(2026, 11, 14)),
    ],
)
def test_cuts_have_the_days_of_the_plans(code: str, first: date, last: date) -> None:
    span = dated(cuts()[code], 2026).span
    assert (span.key, span.from_on, span.to_on) == (f"2026-{code}", first, last)


def test_the_quarters_make_the_year_without_gap() -> None:
    quarters = [dated(cuts()[code], 2026).span for code in ("q1", "q2", "q3", "q4")]
    year = dated(cuts()["year"], 2026).span
    assert (quarters[0].from_on, quarters[-1].to_on) == (year.from_on, year.to_on)
    assert all((b.from_on - a.to_on).days == 1 for a, b in pairwise(quarters))


def test_months_from_the_15th_are_due_by_the_15th_and_up_by_the_25th() -> None:
    cut = dated_month(month(2026, 11, 15))
    assert (cut.due_down_on, cut.due_up_on) == (date(2026, 11, 15), date(2026, 11, 25))
    calendar = dated_month(month(2026, 11, 1))
    assert (calendar.due_down_on, calendar.due_up_on) == (None, None)


def test_every_cut_has_a_name_in_both_languages() -> None:
    assert CUTS.keys() == cuts().keys()
    assert period_name("2026-q1", "2026-q1", "vi") == "Quý I/2026"
    assert period_name("2026-11m", "2026-11m", "en") == "The year, closed in November/2026"
    assert period_name("2026-q1", "Quý một", "vi") == "Quý một"


def test_cuts_are_added_once_and_keep_their_kind(database: Database) -> None:
    with database.writing() as session:
        authority = make_authority(session)
        added = periods.seed_cuts(session, authority.id, 2026, ["q1", "year"])
        assert [row.kind for row in added] == [PeriodKind.QUARTER, PeriodKind.YEAR]
        assert periods.seed_cuts(session, authority.id, 2026, ["q1"]) == []


@pytest.mark.parametrize(("year", "codes"), [(2026, []), (2026, ["q5"]), (1999, ["q1"])])
def test_a_cut_no_plan_has_is_refused(database: Database, year: int, codes: list[str]) -> None:
    with database.writing() as session:
        authority = make_authority(session)
        with pytest.raises(InvalidInputError):
            periods.seed_cuts(session, authority.id, year, codes)
