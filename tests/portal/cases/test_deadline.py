"""A promised day is explained by the calendar and the rule it was promised with, always."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from portal.calendar.editing import OwnCode, OwnTerm, open_year, set_day, set_term, switch_day
from portal.calendar.models import CalendarYear
from portal.calendar.rules import RuleCode
from portal.calendar.store import load_calendar
from portal.calendar.terms import Term, TermUnit
from portal.cases.deadline import (
    Deadline,
    answer_promised,
    classification_promised,
    explain,
)
from portal.cases.events import facts_of
from portal.cases.handling.assigning import assign
from portal.cases.handling.case_file import open_case_file
from portal.cases.handling.triage import accept
from portal.cases.intake.submit import receipt_of, send
from portal.cases.intake.tracking import rate_reply, reopen
from portal.cases.kinds import CaseKind
from portal.cases.models import Case
from portal.cases.replies.answering import answer_at_once
from portal.cases.store import events_of
from portal.db import Database
from portal.keys import Keys
from tests.portal.calendar.calendars import rest_day
from tests.portal.cases.handling.builders import NOW, REPLY, House, make_house, turn, viewer
from tests.portal.cases.intake.builders import SUBMISSION, a_petition

CULTURE_DAY = date(2026, 11, 24)
LATER = datetime(2026, 12, 10, 1, 0, tzinfo=UTC)


def sent(database: Database, keys: Keys) -> tuple[House, int]:
    """Let Mai send her petition on Friday 20 November."""
    with database.writing() as session:
        house = make_house(session)
    receipt = send(
        database, keys, a_petition(house.authority.id), SUBMISSION, now=NOW, is_fast=True
    )
    return house, receipt.case_id


def answer_due(session: Session, case: Case) -> Deadline:
    promised = answer_promised(facts_of(case), events_of(session, case.id))
    assert promised is not None
    in_force = load_calendar(session, case.authority_id)
    return explain(session, case.authority_id, promised, in_force)


def classification_due(session: Session, case: Case) -> Deadline:
    promised = classification_promised(facts_of(case))
    assert promised is not None
    in_force = load_calendar(session, case.authority_id)
    return explain(session, case.authority_id, promised, in_force)


def edit(session: Session, house: House, what: str) -> None:
    authority_id = house.authority.id
    if what == "a day off is no longer one":
        switch_day(session, authority_id, CULTURE_DAY, active=False, actor_id=None, now=NOW)
    elif what == "a new day off":
        free = rest_day(date(2026, 11, 23))
        set_day(session, authority_id, free, actor_id=None, now=NOW)
    else:
        code: OwnCode = RuleCode.CLASSIFY if "classify" in what else RuleCode.REPLY_OWN
        for days in (3, 7) if "twice" in what else (3,):
            own = OwnTerm(Term(days, TermUnit.CALENDAR))
            set_term(session, authority_id, code, own, actor_id=None, now=NOW)


EDITS = (
    "a day off is no longer one",
    "a new day off",
    "a reply term of the same day",
    "two reply terms, twice on the same day",
    "a term to classify of the same day",
)


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_of_the_same_day_takes_no_table_away(
    database: Database, keys: Keys, what: str
) -> None:
    house, case_id = sent(database, keys)
    with database.writing() as session:
        edit(session, house, what)
        case = session.get_one(Case, case_id)
        for deadline in (answer_due(session, case), classification_due(session, case)):
            assert deadline.counted is not None
            assert deadline.counted.days[-1].day == deadline.on
            assert deadline.is_kept == ("day off" in what)
            assert deadline.rule is not None
            assert deadline.rule.term == deadline.counted.term


def test_a_reopened_case_counts_from_that_day_with_its_own_calendar(
    database: Database, keys: Keys
) -> None:
    house, case_id = sent(database, keys)
    with database.writing() as session:
        case = session.get_one(Case, case_id)
        answer_at_once(session, turn(house.clerk, case), REPLY, now=NOW)
        edit(session, house, "two reply terms, twice on the same day")
        rate_reply(session, case, is_satisfied=False, comment="Vẫn tắt.", now=LATER)
        reopen(session, case, "Vẫn tắt.", now=LATER)
        free = rest_day(date(2026, 12, 17))
        set_day(session, house.authority.id, free, actor_id=None, now=LATER)
        deadline = answer_due(session, case)
    assert (deadline.starts_on, deadline.on) == (date(2026, 12, 10), date(2026, 12, 17))
    assert deadline.counted is not None
    assert deadline.counted.term == Term(7, TermUnit.CALENDAR)
    assert deadline.is_kept


def test_a_year_that_is_gone_leaves_the_day_without_a_table(database: Database, keys: Keys) -> None:
    _, case_id = sent(database, keys)
    with database.writing() as session:
        session.execute(delete(CalendarYear))
        deadline = answer_due(session, session.get_one(Case, case_id))
    assert (deadline.on, deadline.counted, deadline.is_kept) == (date(2026, 12, 7), None, False)
    assert deadline.rule is not None


def test_a_case_reopened_in_a_year_without_a_calendar_is_counted_when_it_is_assigned(
    database: Database, keys: Keys
) -> None:
    house, case_id = sent(database, keys)
    christmas = datetime(2027, 12, 24, 1, 0, tzinfo=UTC)
    with database.writing() as session:
        case = session.get_one(Case, case_id)
        answer_at_once(session, turn(house.clerk, case), REPLY, now=NOW)
        rate_reply(session, case, is_satisfied=False, comment="Vẫn tắt.", now=christmas)
        reopen(session, case, "Vẫn tắt.", now=christmas)
        assert case.due_on is None
        new_year = [rest_day(date(2028, 1, 3))]
        open_year(session, house.authority.id, new_year, actor_id=None, now=christmas)
        assign(session, turn(house.chief, case), house.unit.id, now=christmas)
        deadline = answer_due(session, case)
    assert (deadline.starts_on, deadline.on) == (date(2027, 12, 24), date(2028, 1, 10))
    assert deadline.counted is not None


def test_a_classification_is_explained_though_no_answer_could_be_promised(
    database: Database, keys: Keys
) -> None:
    with database.writing() as session:
        house = make_house(session)
        own = OwnTerm(Term(365, TermUnit.WORKING))
        set_term(session, house.authority.id, RuleCode.REPLY_OWN, own, actor_id=None, now=NOW)
    late = datetime(2027, 10, 1, 1, 0, tzinfo=UTC)  # the answer would be due in 2029
    receipt = send(
        database, keys, a_petition(house.authority.id), SUBMISSION, now=late, is_fast=True
    )
    with database.writing() as session:
        case = session.get_one(Case, receipt.case_id)
        assert (case.due_on, case.calendar_version) == (None, 2)
        free = rest_day(date(2027, 10, 4))
        set_day(session, house.authority.id, free, actor_id=None, now=late)
        assert classification_due(session, case).counted is not None


def test_a_receipt_shown_again_says_what_it_said(database: Database, keys: Keys) -> None:
    house, case_id = sent(database, keys)
    with database.writing() as session:
        first = receipt_of(session, keys, SUBMISSION)
        for what in EDITS:
            edit(session, house, what)
        case = session.get_one(Case, case_id)
        accept(session, turn(house.clerk, case), CaseKind.REPORT, None, now=NOW)
        again = receipt_of(session, keys, SUBMISSION)
    assert first is not None
    assert again is not None
    for one, other in ((first.classify, again.classify), (first.reply, again.reply)):
        assert one is not None
        assert other is not None
        assert (one.on, one.rule, one.counted) == (other.on, other.rule, other.counted)
    assert (case.classify_due_on, case.due_on) == (
        again.classify and again.classify.on,
        again.reply and again.reply.on,
    )


def test_the_case_file_has_the_table_of_its_promise(database: Database, keys: Keys) -> None:
    house, case_id = sent(database, keys)
    with database.writing() as session:
        edit(session, house, "a day off is no longer one")
        case = session.get_one(Case, case_id)
        file = open_case_file(session, viewer(house.clerk), case.reference)
        assert file.deadline == classification_due(session, case)
        accept(session, turn(house.clerk, case), CaseKind.REPORT, None, now=NOW + timedelta(1))
        file = open_case_file(session, viewer(house.clerk), case.reference)
        assert file.deadline == answer_due(session, case)
