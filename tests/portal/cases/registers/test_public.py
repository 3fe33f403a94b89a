"""The public register shows what was published, finds it without diacritics, and nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from portal.calendar.editing import OwnTerm, seed, set_term
from portal.calendar.rules import RuleCode
from portal.calendar.terms import Term, TermUnit
from portal.cases.kinds import Action, Subject
from portal.cases.registers import store
from portal.cases.registers.public import PAGE_SIZE, Found, Wanted, published
from portal.cases.registers.public_story import PublicFile, public_file
from portal.db import Database
from portal.errors import NotFoundError
from tests.builders import make_authority
from tests.portal.cases.registers.histories import House, make_house, moment
from tests.portal.cases.registers.stories import (
    PUBLIC_REPLY,
    PUBLIC_STORY,
    answer,
    make_answered,
    make_published,
    publish,
    reopen,
    say,
)


@contextmanager
def in_house(database: Database) -> Iterator[tuple[Session, House]]:
    with database.writing() as session:
        yield session, make_house(session, make_authority(session))


def found(session: Session, house: House, **wanted: Any) -> Found:
    return published(session, house.authority.id, Wanted(**wanted))


def lay_calendar(session: Session, house: House) -> None:
    founded = moment(date(2026, 1, 5))
    authority_id, term = house.authority.id, Term(10, TermUnit.WORKING)
    seed(session, authority_id, now=founded)
    set_term(
        session, authority_id, RuleCode.REPLY_OWN, OwnTerm(term, ""), actor_id=None, now=founded
    )


def file_of(session: Session, house: House, reference: str) -> PublicFile:
    return public_file(session, house.authority.id, reference)


def test_a_published_case_is_listed_with_its_public_copy(database: Database) -> None:
    with in_house(database) as (session, house):
        case = make_published(session, house)
        listed = found(session, house)
        assert (listed.total, listed.pages) == (1, 1)
        assert listed.cases[0].reference == case.reference
        assert (listed.cases[0].story, listed.cases[0].reply) == (PUBLIC_STORY, PUBLIC_REPLY)
        assert listed.cases[0].unit == house.units[0].name


def test_an_answer_that_was_not_published_is_as_if_it_never_was(database: Database) -> None:
    with in_house(database) as (session, house):
        case = make_answered(session, house)
        assert found(session, house).total == 0
        with pytest.raises(NotFoundError):
            file_of(session, house, case.reference)


def test_what_was_taken_down_is_gone(database: Database) -> None:
    with in_house(database) as (session, house):
        case = make_published(session, house)
        say(session, case, Action.UNPUBLISH, house.people[1], date(2026, 10, 22))
        assert found(session, house, words="đèn").total == 0
        with pytest.raises(NotFoundError):
            file_of(session, house, case.reference)


def test_a_reopened_case_is_gone_until_its_second_answer_is_published(database: Database) -> None:
    with in_house(database) as (session, house):
        case = make_published(session, house)
        reopen(session, case)
        assert found(session, house).total == 0
        answer(session, house, case, date(2026, 10, 26))
        assert found(session, house).total == 0
        publish(session, house, case, reply="Đã thay cả cột đèn.", on=date(2026, 10, 27))
        assert found(session, house).cases[0].reply == "Đã thay cả cột đèn."


def test_another_commune_shows_its_own(database: Database) -> None:
    with in_house(database) as (session, house):
        case = make_published(session, house)
        other = make_authority(session, slug="phuong-ben-da", code="99002")
        assert published(session, other.id, Wanted()).total == 0
        with pytest.raises(NotFoundError):
            public_file(session, other.id, case.reference)


@pytest.mark.parametrize("words", ["den duong", "ĐÈN thôn", "thay bong", "tre  hoc", "001"])
def test_words_are_found_without_diacritics(database: Database, words: str) -> None:
    with in_house(database) as (session, house):
        make_published(session, house)
        assert found(session, house, words=words).total == 1


@pytest.mark.parametrize("words", ["đèn cầu", "hai tuần cột", "!!", ".*"])
def test_words_that_are_not_there_find_nothing_or_ask_nothing(
    database: Database, words: str
) -> None:
    with in_house(database) as (session, house):
        make_published(session, house)
        has_letters = any(char.isalnum() for char in words)
        assert found(session, house, words=words).total == (0 if has_letters else 1)


def test_the_words_of_the_original_find_nothing(database: Database) -> None:
    with in_house(database) as (session, house):
        make_published(session, house, story="Đèn hỏng ở [đã che].")
        original = "đã hai tuần"  # of the builder's private story
        assert found(session, house, words=original).total == 0


def test_the_list_is_narrowed_by_unit_subject_and_year(database: Database) -> None:
    with in_house(database) as (session, house):
        make_published(session, house)
        ours, theirs = (unit.id for unit in house.units)
        narrowings: list[tuple[dict[str, Any], int]] = [
            ({"unit_id": ours}, 1),
            ({"unit_id": theirs}, 0),
            ({"subject": Subject.LOCAL_LIFE}, 1),
            ({"subject": Subject.REGULATION}, 0),
            ({"year": 2026}, 1),
            ({"year": 2025, "words": "đèn"}, 0),
        ]
        for wanted, total in narrowings:
            assert found(session, house, **wanted).total == total
        assert store.public_years(session, house.authority.id) == [2026]
        names = [row.name for row in store.public_units(session, house.authority.id)]
        assert names == [house.units[0].name]


@pytest.mark.parametrize("words", ["", "đèn"])
def test_the_newest_come_first_and_pages_follow_each_other(database: Database, words: str) -> None:
    with in_house(database) as (session, house):
        cases = [make_published(session, house, number=n) for n in range(1, PAGE_SIZE + 3)]
        newest_first = [case.reference for case in reversed(cases)]
        first, last, beyond = (found(session, house, page=n, words=words) for n in (1, 2, 3))
        shown = [one.reference for page in (first, last) for one in page.cases]
        assert shown == newest_first
        assert [(page.total, page.pages) for page in (first, last)] == [(PAGE_SIZE + 2, 2)] * 2
        assert beyond == last


def test_the_way_tells_each_step_with_its_working_days(database: Database) -> None:
    with in_house(database) as (session, house):
        lay_calendar(session, house)
        case = make_published(session, house)
        steps = file_of(session, house, case.reference).steps
        assert [(step.action, step.on.day, step.waited) for step in steps] == [
            (Action.SUBMIT, 5, None),
            (Action.ACCEPT, 6, 1),
            (Action.ASSIGN, 6, 0),
            (Action.SIGN, 8, 2),
        ]
        assert steps[2].unit == house.units[0].name


def test_a_date_is_counted_day_by_day_from_the_day_its_term_runs_from(database: Database) -> None:
    with in_house(database) as (session, house):
        lay_calendar(session, house)
        case = make_published(session, house)
        told = file_of(session, house, case.reference).deadline
        reopen(session, case)
        answer(session, house, case, date(2026, 10, 26))
        publish(session, house, case, on=date(2026, 10, 27))
        again = file_of(session, house, case.reference).deadline
    assert told is not None
    assert again is not None
    assert told.counted is not None
    assert (told.starts_on, told.on) == (date(2026, 10, 5), date(2026, 10, 19))
    assert told.rule is not None
    assert told.rule.term == Term(10, TermUnit.WORKING)
    assert again.counted is not None
    assert (again.starts_on, again.on) == (date(2026, 10, 21), date(2026, 11, 4))


def test_a_second_look_is_told_from_who_got_it_to_the_second_answer(database: Database) -> None:
    with in_house(database) as (session, house):
        case = make_published(session, house)
        reopen(session, case)
        answer(session, house, case, date(2026, 10, 26))
        publish(session, house, case, on=date(2026, 10, 27))
        told = [step.action for step in file_of(session, house, case.reference).steps]
    after = told[told.index(Action.REOPEN) :]
    assert after == [Action.REOPEN, Action.ASSIGN, Action.SIGN]


def test_no_note_draft_or_approval_is_told(database: Database) -> None:
    with in_house(database) as (session, house):
        case = make_answered(session, house)
        publish(session, house, case)
        told = {step.action for step in file_of(session, house, case.reference).steps}
        assert told.isdisjoint({Action.NOTE, Action.DRAFT, Action.APPROVE, Action.RETURN})
