"""Every version of a calendar can be looked at again: its days, its years and its rules."""

from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.calendar.changes import Swap
from portal.calendar.days import WorkCalendar
from portal.calendar.editing import OwnTerm, open_year, set_day, set_swap, set_term, switch_day
from portal.calendar.rules import Rule, RuleCode
from portal.calendar.shipped import shipped_calendar
from portal.calendar.store import current_version, listed_days, load_calendar, rule
from portal.calendar.terms import Term, TermUnit
from portal.db import Database
from tests.portal.calendar.calendars import DECISION, NAME, rest_day

CULTURE_DAY = date(2026, 11, 24)
FRIDAY = date(2026, 11, 20)


def known_at(database: Database, authority_id: int, version: int) -> WorkCalendar:
    with database.reading() as session:
        return load_calendar(session, authority_id, version)


def test_a_day_switched_off_is_off_from_that_version_on(
    database: Database, authority_id: int, now: datetime
) -> None:
    for active in (False, True):
        with database.writing() as session:
            switch_day(session, authority_id, CULTURE_DAY, active=active, actor_id=None, now=now)
    works = [known_at(database, authority_id, v).is_working(CULTURE_DAY) for v in (1, 2, 3)]
    assert works == [False, True, False]


def test_a_day_written_anew_keeps_what_it_was_called_before(
    database: Database, authority_id: int, now: datetime
) -> None:
    with database.writing() as session:
        set_day(session, authority_id, rest_day(CULTURE_DAY), actor_id=None, now=now)
        assert len(listed_days(session, authority_id)) == len(shipped_calendar().days)
    before, after = (known_at(database, authority_id, version) for version in (1, 2))
    assert before.days == shipped_calendar().days
    assert (after.days[CULTURE_DAY].name, after.version) == (NAME, 2)


def test_a_year_is_unknown_before_it_was_opened(
    database: Database, authority_id: int, now: datetime
) -> None:
    with database.writing() as session:
        days = [rest_day(date(2028, 1, 3))]
        open_year(session, authority_id, days, actor_id=None, now=now)
    before, after = (known_at(database, authority_id, version) for version in (1, 2))
    assert (2028 in before.years, 2028 in after.years) == (False, True)
    assert date(2028, 1, 3) not in before.days


def test_before_the_first_version_there_is_nothing(database: Database, authority_id: int) -> None:
    empty = known_at(database, authority_id, 0)
    assert (empty.days, empty.years) == ({}, frozenset())


def test_of_two_terms_set_on_one_day_each_version_has_its_own(
    database: Database, authority_id: int, now: datetime
) -> None:
    for days in (7, 8):
        with database.writing() as session:
            own = OwnTerm(Term(days, TermUnit.WORKING))
            set_term(session, authority_id, RuleCode.REPLY_OWN, own, actor_id=None, now=now)

    def known(on: date, version: int | None = None) -> Rule:
        with database.reading() as session:
            return rule(session, authority_id, RuleCode.REPLY_OWN, on, version)

    assert [known(FRIDAY, version).term.days for version in (1, 2, 3)] == [10, 7, 8]
    assert known(FRIDAY).term.days == 8
    yesterday = known(FRIDAY - timedelta(days=1))
    assert (yesterday.term.days, yesterday.valid_to) == (10, FRIDAY - timedelta(days=1))


edits = st.lists(st.tuples(st.sampled_from(("day", "swap", "off", "on")), st.integers(0, 8)))


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(wishes=edits)
def test_whatever_is_edited_every_version_stays_as_it_was(
    database: Database, authority_id: int, now: datetime, wishes: list[tuple[str, int]]
) -> None:
    with database.writing() as session:
        seen = {1: load_calendar(session, authority_id, 1)}
        for action, week in wishes:
            monday = date(2027, 6, 7) + timedelta(weeks=week)
            saturday = monday + timedelta(days=5)
            swap = Swap(monday, saturday, NAME, DECISION)
            is_listed = any(one.special.day == monday for one in listed_days(session, authority_id))
            if action == "swap":
                set_swap(session, authority_id, swap, actor_id=None, now=now)
            elif action == "day":
                free = rest_day(monday + timedelta(days=1))
                set_day(session, authority_id, free, actor_id=None, now=now)
            elif is_listed:
                is_on = action == "on"
                switch_day(session, authority_id, monday, active=is_on, actor_id=None, now=now)
            version = current_version(session, authority_id)
            seen[version] = load_calendar(session, authority_id)
        again = {version: load_calendar(session, authority_id, version) for version in seen}
        session.rollback()
    assert again == seen
