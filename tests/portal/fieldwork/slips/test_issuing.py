"""Stacks: what may be printed, for whom, how long it opens, and what is counted of it."""

import os
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.clock import local_day
from portal.codes import check_slip_code
from portal.db import Database
from portal.errors import InvalidInputError, NotAllowedError, NotFoundError
from portal.fieldwork.drafting import Desk
from portal.fieldwork.slips import store
from portal.fieldwork.slips.counting import forget_slips, in_steps
from portal.fieldwork.slips.issuing import (
    StackPlan,
    codes_of,
    issue,
    printable,
    revoke,
    say_handed,
)
from portal.fieldwork.slips.models import Slip, SlipClaim
from portal.fieldwork.slips.terms import OWN, shipped, validity
from portal.keys import Keys
from portal.offices.events import Actor
from tests.builders import make_authority, make_survey
from tests.portal.fieldwork.house import House, make_house
from tests.portal.fieldwork.slips.builders import make_slips, use

DAY = timedelta(days=1)


@pytest.fixture
def house(database: Database) -> House:
    with database.writing() as session:
        return make_house(session)


def plan_of(session: Session, house: House, now: datetime, **changes: object) -> StackPlan:
    survey = make_survey(session, house.authority)
    today = local_day(now)
    usual = StackPlan(survey.id, house.points[0].id, 20, today, today)
    return replace(usual, **changes)  # type: ignore[arg-type]  # a test names the fields


def test_a_stack_has_codes_of_its_own_and_stores_none(
    database: Database, keys: Keys, now: datetime
) -> None:
    handed = make_slips(database, keys, now)
    assert len(set(handed.codes)) == handed.stack.n
    assert [check_slip_code(code) for code in handed.codes] == handed.codes
    assert handed.stack.term_source == shipped().source
    with database.reading() as session:
        kept = session.scalars(select(Slip.digest)).all()
    assert not [one for one in kept for code in handed.codes if code.encode() in one]
    assert codes_of(keys, handed.stack) == handed.codes


@pytest.mark.parametrize(
    ("days", "through", "last", "source"),
    [
        (None, None, date(2026, 11, 27), shipped().source),
        (3, None, date(2026, 11, 23), OWN),
        (None, date(2026, 11, 30), date(2026, 11, 30), OWN),
    ],
)
def test_how_long_slips_open_is_the_programs_proposal_or_the_communes_own(
    days: int | None, through: date | None, last: date, source: str
) -> None:
    found = validity(date(2026, 11, 20), days, through)
    assert (found.through, found.source) == (last, source)


TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"n": 4}, {"n": "too_few"}),
        ({"n": 501}, {"n": "too_many"}),
        ({"handed_from": TODAY - DAY}, {"handed_from": "passed"}),
        ({"handed_to": TODAY - DAY}, {"handed_to": "days_turned"}),
        ({"handed_to": TODAY + 92 * DAY}, {"handed_to": "too_long"}),
        ({"days": 3, "through": TODAY + DAY}, {"through": "days_or_date"}),
        ({"through": TODAY - DAY}, {"through": "over_before"}),
        ({"days": 61}, {"days": "too_far"}),
        ({"through": TODAY + 61 * DAY}, {"through": "too_far"}),
        ({"service_point_id": 10**6}, {"place": "not_asked_here"}),
    ],
)
def test_what_does_not_fit_is_named_by_field(
    database: Database,
    keys: Keys,
    now: datetime,
    house: House,
    changes: dict[str, object],
    fault: dict[str, str],
) -> None:
    with pytest.raises(InvalidInputError) as caught, database.writing() as session:
        issue(session, keys, house.desk, plan_of(session, house, now, **changes), now=now)
    assert caught.value.fields == fault


def test_the_paper_promises_no_day_after_the_survey(
    database: Database, keys: Keys, now: datetime, house: House
) -> None:
    with database.writing() as session:
        survey = make_survey(session, house.authority, closes_at=now + 2 * DAY)
        plan = replace(plan_of(session, house, now), survey_id=survey.id)
        assert issue(session, keys, house.desk, plan, now=now).valid_through == TODAY + 2 * DAY
        late = replace(plan, handed_to=TODAY + 5 * DAY)
        with pytest.raises(InvalidInputError) as caught:
            issue(session, keys, house.desk, late, now=now)
        assert caught.value.fields == {"handed_to": "over_before"}
        over = replace(plan, survey_id=make_survey(session, house.authority, closes_at=now).id)
        with pytest.raises(InvalidInputError) as caught:
            issue(session, keys, house.desk, over, now=now)
        assert caught.value.fields["survey"] == "not_asked"


def test_who_keeps_the_surveys_of_a_unit_prints_for_these_only(
    database: Database, keys: Keys, now: datetime, house: House
) -> None:
    with database.writing() as session:
        plan = plan_of(session, house, now)
        own = make_survey(session, house.authority, unit=house.school)
        school = replace(plan, survey_id=own.id, service_point_id=house.points[2].id)
        with pytest.raises(NotFoundError):
            issue(session, keys, house.school_desk, plan, now=now)
        stack = issue(session, keys, house.school_desk, school, now=now)
        other = issue(session, keys, house.desk, plan, now=now)
        with pytest.raises(NotFoundError):
            revoke(session, house.school_desk, other.id, now=now)
        with pytest.raises(NotFoundError):
            say_handed(session, house.school_desk, other.id, 1, now=now)
    with database.reading() as session:
        seen = store.stacks_of(session, house.authority.id, house.school.id)
        assert [row.stack.id for row in seen] == [stack.id]
        assert len(store.stacks_of(session, house.authority.id, None)) == 2
        assert store.stacks_of(session, house.stranger.authority_id, None) == []


def test_codes_are_printed_until_the_last_day_of_handing_out(
    database: Database, keys: Keys, now: datetime
) -> None:
    stack = make_slips(database, keys, now).stack
    assert len(printable(keys, stack, now=now + DAY)) == stack.n
    with pytest.raises(NotAllowedError):
        printable(keys, stack, now=now + 2 * DAY)
    stack.revoked_at = now
    with pytest.raises(NotAllowedError):
        printable(keys, stack, now=now)


@pytest.mark.parametrize(("n", "shown"), [(0, 0), (4, 0), (5, 5), (9, 5), (10, 10)])
def test_counts_move_by_whole_groups(n: int, shown: int) -> None:
    assert in_steps(n, 5) == shown


def test_handed_out_is_said_by_a_person_and_added_up_by_counter(
    database: Database, keys: Keys, now: datetime
) -> None:
    first = make_slips(database, keys, now)
    second = make_slips(database, keys, now, commune=first.commune)
    authority_id = first.commune.authority.id
    desk, days = Desk(Actor(authority_id)), (local_day(now), local_day(now) + DAY)
    with database.writing() as session:
        assert store.handed_out(session, authority_id, *days) == {}
        say_handed(session, desk, first.stack.id, 20, now=now)
        say_handed(session, desk, second.stack.id, 13, now=now)
        assert store.handed_out(session, authority_id, *days) == {first.commune.points[0].id: 33}
        assert store.handed_out(session, authority_id, days[0], days[0]) == {}
        with pytest.raises(InvalidInputError):
            say_handed(session, desk, second.stack.id, 21, now=now)


def test_slips_are_forgotten_and_their_count_stays_in_whole_groups(
    database: Database, keys: Keys, now: datetime
) -> None:
    handed = make_slips(database, keys, now)
    for code in handed.codes[:7]:
        use(database, keys, code, os.urandom(16), now)
    authority_id, last = handed.commune.authority.id, handed.stack.valid_through
    with database.writing() as session:
        assert store.stack_of(session, authority_id, None, handed.stack.id).spent == 7
        assert forget_slips(session, last - DAY) == 0
        assert forget_slips(session, last) == handed.stack.n
        assert forget_slips(session, last) == 0
        assert store.stack_of(session, authority_id, None, handed.stack.id).spent == 5
        assert not session.scalars(select(SlipClaim)).all()


def test_nobody_sees_the_stacks_of_another_commune(
    database: Database, keys: Keys, now: datetime
) -> None:
    handed = make_slips(database, keys, now)
    with database.writing() as session:
        theirs = Desk(Actor(make_authority(session, slug="phuong-ben-da", code="99002").id))
        with pytest.raises(NotFoundError):
            revoke(session, theirs, handed.stack.id, now=now)
