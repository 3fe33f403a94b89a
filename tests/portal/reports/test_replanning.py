"""Moving the start of months rewrites what was seeded and is to come, and nothing else."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy.orm import Session

from portal.db import Database
from portal.errors import InvalidInputError
from portal.offices.authorities import Habits
from portal.offices.events import Actor, record
from portal.offices.models import Authority
from portal.offices.setup import Contact
from portal.offices.store import authority_by_id, events_of
from portal.reports import periods, store
from portal.reports.models import Period
from portal.reports.replanning import Replan, change_details
from tests.builders import make_authority

NOVEMBER = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
FIRST_QUARTER = periods.PeriodPlan(
    "2027-q1", "Quý I/2027", date(2027, 1, 1), date(2027, 3, 31), date(2027, 3, 31)
)


@pytest.fixture
def authority(database: Database) -> Authority:
    with database.writing() as session:
        authority = make_authority(session)
        for year in (2026, 2027):
            periods.seed(session, authority.id, year, 1)
    return authority


def move(
    session: Session, authority: Authority, starts_on: int, now: datetime = NOVEMBER
) -> Replan | None:
    habits = Habits(authority.smallest_group, starts_on)
    return change_details(session, Actor(authority.id), Contact(), habits, now=now)


def spans(session: Session, authority: Authority) -> dict[str, tuple[date, date, date]]:
    rows = store.periods_of(session, authority.id)
    return {row.key: (row.from_on, row.to_on, row.cutoff_on) for row in rows}


def keys(rows: Sequence[Period]) -> list[str]:
    return [row.key for row in rows]


def test_the_running_month_stays_and_the_next_begins_the_day_after(
    database: Database, authority: Authority
) -> None:
    with database.writing() as session:
        before = spans(session, authority)
        replan = move(session, authority, 15)
        assert replan is not None
        assert replan.running is not None
        assert (replan.running.key, replan.moved[0].key, len(replan.moved)) == (
            "2026-11",
            "2026-12",
            13,
        )
        assert (replan.kept, replan.crossed) == ([], [])
    with database.reading() as session:
        found = spans(session, authority)
        assert authority_by_id(session, authority.id).months_start_on == 15
        assert found["2026-12"] == (date(2026, 12, 1), date(2026, 12, 14), date(2026, 12, 14))
        assert found["2027-01"] == (date(2026, 12, 15), date(2027, 1, 14), date(2027, 1, 14))
        begun = [key for key in before if key <= "2026-11"]
        assert {key: found[key] for key in begun} == {key: before[key] for key in begun}
        actions = [event.action for event in events_of(session, authority.id)]
    assert actions == ["authority_changed", "months_moved"]


def test_there_and_back_again_is_as_it_was(database: Database, authority: Authority) -> None:
    with database.writing() as session:
        before = spans(session, authority)
        move(session, authority, 15)
        move(session, authority, 1)
        assert spans(session, authority) == before


def test_without_a_new_start_nothing_is_planned(database: Database, authority: Authority) -> None:
    with database.writing() as session:
        before = spans(session, authority)
        assert move(session, authority, 1) is None
        assert spans(session, authority) == before


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Tháng Ba"},
        {"cutoff_on": date(2027, 4, 5)},
        {"receiver": "Sở Nội vụ"},
        {"due_up_on": date(2027, 4, 5)},
        {"due_down_on": date(2027, 4, 5)},
        {"to_on": date(2027, 4, 14), "cutoff_on": date(2027, 4, 14)},
    ],
)
def test_a_month_changed_by_hand_stays(
    database: Database, authority: Authority, change: dict[str, object]
) -> None:
    with database.writing() as session:
        row = periods.period(session, authority.id, "2027-03")
        for name, value in change.items():
            setattr(row, name, value)
        session.flush()
        before = spans(session, authority)
        replan = move(session, authority, 15)
        assert replan is not None
        assert keys(replan.kept)[:1] == ["2027-03"]
        assert spans(session, authority)["2027-03"] == before["2027-03"]


def test_a_change_that_left_usual_days_is_known_from_the_record(
    database: Database, authority: Authority
) -> None:
    with database.writing() as session:
        record(session, Actor(authority.id), "period_changed", NOVEMBER, key="2027-03")
        replan = move(session, authority, 15)
        assert replan is not None
        assert keys(replan.kept) == ["2027-03"]


def test_a_quarter_that_the_new_months_cut_across_is_named(
    database: Database, authority: Authority
) -> None:
    with database.writing() as session:
        periods.add(session, authority.id, FIRST_QUARTER)
        replan = move(session, authority, 15)
        assert replan is not None
        assert keys(replan.crossed) == ["2027-q1"]
        back = move(session, authority, 1)
        assert back is not None
        assert back.crossed == []


def test_keys_that_only_look_like_months_are_left_alone(
    database: Database, authority: Authority
) -> None:
    with database.writing() as session:
        for key in ("2027-13", "0000-01"):
            periods.add(session, authority.id, replace(FIRST_QUARTER, key=key, name=key))
        before = spans(session, authority)
        move(session, authority, 15)
        after = spans(session, authority)
        assert all(after[key] == before[key] for key in ("2027-13", "0000-01"))


def test_the_last_month_of_the_year_has_one_after_it_that_gives_way(database: Database) -> None:
    with database.writing() as session:
        authority = make_authority(session)
        authority.months_start_on = 15
        periods.seed(session, authority.id, 2026, 15)
        move(session, authority, 1)
        assert spans(session, authority)["2027-01"][:2] == (date(2026, 12, 15), date(2027, 1, 31))


def test_every_day_to_come_lies_in_one_month_however_often_the_start_moves(
    database: Database, authority: Authority
) -> None:
    with database.writing() as session:
        for number, months_later in enumerate((0, 0, 1, 2, 2, 4, 9)):
            now = NOVEMBER + timedelta(days=30 * months_later)
            move(session, authority, 1 if number % 2 else 15, now)
            rows = sorted(store.periods_of(session, authority.id), key=lambda row: row.from_on)
            for one, following in pairwise(rows):
                assert one.to_on + timedelta(days=1) == following.from_on


def test_what_does_not_fit_moves_nothing(database: Database, authority: Authority) -> None:
    with pytest.raises(InvalidInputError), database.writing() as session:
        move(session, authority, 7)
    with database.reading() as session:
        assert spans(session, authority)["2026-12"][0] == date(2026, 12, 1)
