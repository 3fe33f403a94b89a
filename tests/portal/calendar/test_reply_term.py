from datetime import date, datetime, timedelta

import pytest

from portal.calendar.editing import OwnTerm, set_term
from portal.calendar.rules import Rule, RuleCode, RuleScope
from portal.calendar.store import edits, rule
from portal.calendar.terms import Term, TermUnit
from portal.db import Database
from portal.errors import InvalidInputError

FRIDAY = date(2026, 11, 20)


def reply_rule(database: Database, authority_id: int, on: date) -> Rule:
    with database.reading() as session:
        return rule(session, authority_id, RuleCode.REPLY_OWN, on)


def test_the_commune_s_reply_term_holds_from_its_day_on(
    database: Database, authority_id: int, actor_id: int, now: datetime
) -> None:
    term = Term(7, TermUnit.WORKING)
    with database.writing() as session:
        set_term(
            session,
            authority_id,
            RuleCode.REPLY_OWN,
            OwnTerm(term, " QĐ 15 "),
            actor_id=actor_id,
            now=now,
        )
    new = reply_rule(database, authority_id, FRIDAY)
    old = reply_rule(database, authority_id, FRIDAY - timedelta(days=1))
    assert (new.term, new.scope, new.source) == (term, RuleScope.COMMUNE, "QĐ 15")
    assert (old.term.days, old.scope) == (10, RuleScope.COMMUNE_DEFAULT)


def test_a_term_set_twice_a_day_is_the_second_and_without_source_no_law(
    database: Database, authority_id: int, now: datetime
) -> None:
    for days in (7, 8):
        with database.writing() as session:
            term = Term(days, TermUnit.CALENDAR)
            set_term(
                session,
                authority_id,
                RuleCode.REPLY_OWN,
                OwnTerm(term, " "),
                actor_id=None,
                now=now,
            )
    new = reply_rule(database, authority_id, FRIDAY)
    assert (new.term, new.scope) == (Term(8, TermUnit.CALENDAR), RuleScope.COMMUNE_DEFAULT)


def test_the_term_starts_on_the_day_in_viet_nam(
    database: Database, authority_id: int, now: datetime
) -> None:
    evening = now.replace(hour=17, minute=30)  # already Saturday the 21st there
    with database.writing() as session:
        term = Term(7, TermUnit.WORKING)
        set_term(
            session,
            authority_id,
            RuleCode.REPLY_OWN,
            OwnTerm(term, "QĐ 15"),
            actor_id=None,
            now=evening,
        )
    assert reply_rule(database, authority_id, FRIDAY).term.days == 10
    assert reply_rule(database, authority_id, FRIDAY + timedelta(days=1)).term.days == 7


def test_a_source_that_is_too_long_is_refused(
    database: Database, authority_id: int, now: datetime
) -> None:
    term = Term(7, TermUnit.WORKING)
    with pytest.raises(InvalidInputError) as refused, database.writing() as session:
        set_term(
            session,
            authority_id,
            RuleCode.REPLY_OWN,
            OwnTerm(term, "q" * 301),
            actor_id=None,
            now=now,
        )
    assert refused.value.fields == {"source": "too_long"}


def test_a_change_of_the_term_is_logged_with_what_it_was(
    database: Database, authority_id: int, actor_id: int, now: datetime
) -> None:
    with database.writing() as session:
        term = Term(7, TermUnit.WORKING)
        set_term(
            session,
            authority_id,
            RuleCode.REPLY_OWN,
            OwnTerm(term, "QĐ 15"),
            actor_id=actor_id,
            now=now,
        )
    with database.reading() as session:
        latest, _ = edits(session, authority_id)
    assert (latest.version, latest.actor_id) == (2, actor_id)
    assert latest.change == {
        "action": "set_term",
        "code": "REPLY_OWN",
        "before": {"days": 10, "unit": "working", "source": ""},
        "after": {"days": 7, "unit": "working", "source": "QĐ 15"},
    }


def test_the_commune_sets_its_term_to_say_whether_it_accepts_in_the_same_way(
    database: Database, authority_id: int, actor_id: int, now: datetime
) -> None:
    own = OwnTerm(Term(1, TermUnit.WORKING), "QĐ 16")
    with database.writing() as session:
        set_term(session, authority_id, RuleCode.CLASSIFY, own, actor_id=actor_id, now=now)
    with database.reading() as session:
        new = rule(session, authority_id, RuleCode.CLASSIFY, FRIDAY)
        old = rule(session, authority_id, RuleCode.CLASSIFY, FRIDAY - timedelta(days=1))
        latest, _ = edits(session, authority_id)
    assert (new.term.days, new.scope, new.source) == (1, RuleScope.COMMUNE, "QĐ 16")
    assert (old.term.days, old.scope) == (2, RuleScope.COMMUNE_DEFAULT)
    assert latest.change["code"] == "CLASSIFY"
    assert reply_rule(database, authority_id, FRIDAY).term.days == 10
