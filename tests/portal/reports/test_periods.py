"""Periods are data: seeded, added, warned about, final after their cut-off."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from portal.db import Database
from portal.errors import InvalidInputError
from portal.reports import periods, store
from portal.reports.clashes import Clash, ClashCode
from portal.reports.errors import PeriodFinalError, PeriodNotFoundError, PeriodTakenError
from tests.builders import make_authority

QUARTER = periods.PeriodPlan(
    "2026-q1", "Quý I/2026", date(2025, 12, 15), date(2026, 3, 14), date(2026, 3, 14)
)

ENDS = ("to_on", "cutoff_on")


def test_twelve_months_are_seeded_once(database: Database) -> None:
    with database.writing() as session:
        authority = make_authority(session)
        assert periods.seed(session, authority.id, 2026, 15) == 12
        assert periods.seed(session, authority.id, 2026, 15) == 0
        december = periods.period(session, authority.id, "2026-12")
        assert (december.from_on, december.to_on) == (date(2026, 11, 15), date(2026, 12, 14))


def test_a_period_that_cuts_across_others_is_told(database: Database) -> None:
    with database.writing() as session:
        authority = make_authority(session)
        periods.seed(session, authority.id, 2026, 1)
        _, clashes = periods.add(session, authority.id, QUARTER)
        assert clashes == [Clash(ClashCode.CROSSES, ("2026-03",))]


def test_a_key_is_taken_once_and_by_one_authority_only(database: Database) -> None:
    with database.writing() as session:
        ours = make_authority(session)
        theirs = make_authority(session, slug="phuong-ben-da", code="99002")
        periods.add(session, ours.id, QUARTER)
        periods.add(session, theirs.id, QUARTER)
        with pytest.raises(PeriodTakenError):
            periods.add(session, ours.id, QUARTER)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"key": " "}, {"key": "required"}),
        ({"to_on": date(2025, 12, 14)}, {"to_on": "before_from"}),
        ({"cutoff_on": date(2026, 3, 13)}, {"cutoff_on": "before_end"}),
        ({"from_on": date(2025, 12, 16)}, {"from_on": "splits_half_month"}),
        ({"to_on": date(2026, 3, 13)}, {"to_on": "splits_half_month"}),
        ({"from_on": date.min}, {"from_on": "far_away"}),
        ({"from_on": date(2024, 11, 15)}, {"from_on": "far_away"}),
        ({"to_on": date.max, "cutoff_on": date.max}, dict.fromkeys(ENDS, "far_away")),
        ({"cutoff_on": date(2102, 1, 1)}, {"cutoff_on": "far_away"}),
        ({"due_up_on": date.max}, {"due_up_on": "far_away"}),
        ({"due_down_on": date.max}, {"due_down_on": "far_away"}),
    ],
)
def test_a_period_that_makes_no_sense_is_refused(
    database: Database, change: dict[str, Any], fault: dict[str, str]
) -> None:
    with database.writing() as session:
        authority = make_authority(session)
        with pytest.raises(InvalidInputError) as caught:
            periods.add(session, authority.id, replace(QUARTER, **change))
        assert caught.value.fields == fault
        assert store.periods_of(session, authority.id) == []


def test_a_period_changes_and_goes_until_it_is_final(database: Database) -> None:
    last, after = QUARTER.cutoff_on, date(2026, 3, 15)
    longer = replace(QUARTER, key="ignored", to_on=date(2026, 3, 31), cutoff_on=date(2026, 4, 5))
    with database.writing() as session:
        authority = make_authority(session)
        periods.add(session, authority.id, QUARTER)
        with pytest.raises(PeriodFinalError):
            periods.change(session, authority.id, QUARTER.key, longer, after)
        with pytest.raises(PeriodFinalError):
            periods.remove(session, authority.id, QUARTER.key, after)
        row, _ = periods.change(session, authority.id, QUARTER.key, longer, last)
        assert (row.key, row.to_on) == (QUARTER.key, longer.to_on)
        periods.remove(session, authority.id, QUARTER.key, after)
        assert store.periods_of(session, authority.id) == []


@pytest.mark.parametrize(
    ("change", "today", "fault"),
    [
        ({"to_on": date(2026, 3, 13)}, date(2026, 3, 1), {"to_on": "splits_half_month"}),
        (
            {"to_on": date(2026, 1, 31), "cutoff_on": date(2026, 2, 1)},
            None,
            {"cutoff_on": "passed"},
        ),
    ],
)
def test_a_change_is_checked_like_a_new_period(
    database: Database, change: dict[str, Any], today: date | None, fault: dict[str, str]
) -> None:
    with database.writing() as session:
        authority = make_authority(session)
        periods.add(session, authority.id, QUARTER)
        plan, day = replace(QUARTER, **change), today or date(2026, 2, 2)
        with pytest.raises(InvalidInputError) as caught:
            periods.change(session, authority.id, QUARTER.key, plan, day)
        assert caught.value.fields == fault


def test_next_year_is_seeded_when_the_last_month_begins(database: Database) -> None:
    with database.writing() as session:
        authority = make_authority(session)
        authority.months_start_on = 15
        assert periods.seed_next_year(session, authority, date(2026, 11, 14)) == 0
        assert periods.seed_next_year(session, authority, date(2026, 11, 15)) == 12
        assert periods.seed_next_year(session, authority, date(2026, 11, 16)) == 0
        assert periods.period(session, authority.id, "2027-01").from_on == date(2026, 12, 15)


def test_a_period_is_final_the_day_after_its_cutoff(database: Database) -> None:
    with database.writing() as session:
        authority = make_authority(session)
        period, _ = periods.add(session, authority.id, QUARTER)
        assert not periods.is_final(period, date(2026, 3, 14))
        assert periods.is_final(period, date(2026, 3, 15))


def test_the_period_of_a_day_is_the_shortest_that_has_begun_last(database: Database) -> None:
    with database.writing() as session:
        authority = make_authority(session)
        periods.seed(session, authority.id, 2026, 1)
        periods.add(session, authority.id, replace(QUARTER, from_on=date(2026, 1, 1)))
        found = store.last_begun(session, authority.id, date(2026, 1, 20))
        assert found is not None
        assert found.key == "2026-01"
        assert store.last_begun(session, authority.id, date(2025, 12, 31)) is None


def test_an_unknown_key_is_not_found(database: Database) -> None:
    with database.writing() as session:
        authority = make_authority(session)
        with pytest.raises(PeriodNotFoundError):
            periods.period(session, authority.id, "2031-01")
