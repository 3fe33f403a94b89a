from datetime import date, datetime

import pytest

from portal.calendar.days import CalendarMissingError, DayStatus
from portal.calendar.editing import seed
from portal.calendar.rules import Rule, RuleCode, RuleMissingError, RuleScope
from portal.calendar.shipped import shipped_calendar, shipped_days
from portal.calendar.store import (
    current_version,
    edits,
    listed_day,
    listed_days,
    load_calendar,
    loaded_years,
    rule,
    rules_of,
    save_rule,
)
from portal.calendar.terms import Term, TermUnit
from portal.db import Database
from portal.errors import ChangedMeanwhileError
from tests.builders import make_authority
from tests.portal.calendar.calendars import NAME, count_working

TODAY = date(2026, 11, 20)


def seeded(database: Database, now: datetime, slug: str = "xa-suoi-mo", code: str = "99001") -> int:
    with database.writing() as session:
        authority = make_authority(session, slug=slug, code=code)
        seed(session, authority.id, now=now)
        return authority.id


def test_a_seeded_calendar_is_the_shipped_one(database: Database, now: datetime) -> None:
    authority_id = seeded(database, now)
    with database.reading() as session:
        calendar = load_calendar(session, authority_id)
    assert calendar.days == shipped_calendar().days
    assert calendar.years == {2024, 2025, 2026, 2027}
    assert calendar.version == 1
    assert count_working(calendar, TODAY, 5).due_on == date(2026, 11, 30)


def test_before_seeding_no_date_can_be_counted(database: Database) -> None:
    with database.writing() as session:
        authority_id = make_authority(session).id
    with database.reading() as session:
        calendar = load_calendar(session, authority_id)
    assert calendar.version == 0
    with pytest.raises(CalendarMissingError):
        count_working(calendar, TODAY, 5)


def test_seeding_twice_is_refused_and_changes_nothing(database: Database, now: datetime) -> None:
    authority_id = seeded(database, now)
    with pytest.raises(ChangedMeanwhileError), database.writing() as session:
        seed(session, authority_id, now=now)
    with database.reading() as session:
        assert current_version(session, authority_id) == 1


def test_seeding_is_logged(database: Database, now: datetime) -> None:
    authority_id = seeded(database, now)
    with database.reading() as session:
        [entry] = edits(session, authority_id)
    assert (entry.version, entry.at, entry.actor_id) == (1, now, None)
    assert entry.change == {"action": "seed", "years": [2024, 2025, 2026, 2027]}


def test_two_authorities_have_their_own_calendars(database: Database, now: datetime) -> None:
    first = seeded(database, now)
    with database.writing() as session:
        second = make_authority(session, slug="xa-khac", code="99002").id
    with database.reading() as session:
        assert loaded_years(session, first) == {2024, 2025, 2026, 2027}
        assert loaded_years(session, second) == frozenset()
        assert listed_days(session, second) == []
        assert rules_of(session, second, TODAY) == []


def test_the_days_of_one_year_can_be_listed(database: Database, now: datetime) -> None:
    authority_id = seeded(database, now)
    with database.reading() as session:
        listed = [line.special for line in listed_days(session, authority_id, 2026)]
        culture_day = listed_day(session, authority_id, date(2026, 11, 24))
        assert listed_day(session, authority_id, TODAY) is None
    assert listed == [special for special in shipped_days() if special.day.year == 2026]
    assert culture_day is not None
    assert culture_day.is_active
    assert culture_day.special.status is DayStatus.ANNOUNCED


def test_models_of_other_provinces_are_not_seeded(database: Database, now: datetime) -> None:
    authority_id = seeded(database, now)
    with database.reading() as session:
        rules = rules_of(session, authority_id, TODAY)
    assert [each.code for each in rules] == sorted(RuleCode)
    assert RuleScope.REFERENCE not in {each.scope for each in rules}


def test_a_rule_is_found_by_code_and_day(database: Database, now: datetime) -> None:
    authority_id = seeded(database, now)
    with database.reading() as session:
        transfer = rule(session, authority_id, RuleCode.PAKN_TRANSFER, TODAY)
        with pytest.raises(RuleMissingError) as refused:
            rule(session, authority_id, RuleCode.PAKN_TRANSFER, date(2008, 1, 1))
    assert transfer.term == Term(5, TermUnit.WORKING)
    assert transfer.scope is RuleScope.NATIONAL
    assert "20/2008/NĐ-CP" in transfer.source
    assert refused.value.data == {"rule": "PAKN_TRANSFER", "on": date(2008, 1, 1)}


def test_a_new_rule_ends_the_old_one_the_day_before(database: Database, now: datetime) -> None:
    authority_id = seeded(database, now)
    term = Term(3, TermUnit.WORKING)
    newer = Rule("CLASSIFY", NAME, term, RuleScope.COMMUNE, "QĐ 1/QĐ-UBND", date(2026, 7, 1))
    with database.writing() as session:
        save_rule(session, authority_id, newer)
    with database.reading() as session:
        before = rule(session, authority_id, "CLASSIFY", date(2026, 6, 30))
        after = rule(session, authority_id, "CLASSIFY", date(2026, 7, 1))
        assert rule(session, authority_id, "REPLY_OWN", TODAY).valid_to is None
    assert (before.term.days, before.valid_to) == (2, date(2026, 6, 30))
    assert after == newer
