"""What the holder of a code may see and do, and what everyone else may not."""

from datetime import date, datetime, timedelta

import pytest

from portal.access_codes import AccessCode
from portal.cases.acts import Actor
from portal.cases.errors import OnlyOnceError, UnknownCodeError, WrongStateError
from portal.cases.events import facts_of, record, replay
from portal.cases.intake.reissue import new_code, reissue_access_code
from portal.cases.intake.store import mark_opened, opened_before
from portal.cases.intake.submit import Receipt, receipt_of, send
from portal.cases.intake.tracking import case_id_by_code, may_reopen, rate_reply, reopen, supply
from portal.cases.kinds import Action, State, TextPart
from portal.cases.models import Case
from portal.cases.store import latest_text
from portal.db import Database
from portal.errors import InvalidInputError, NotAllowedError
from portal.keys import Keys
from portal.offices.kinds import Role
from tests.builders import make_staff
from tests.portal.cases.builders import actor_of, make_act
from tests.portal.cases.intake.builders import (
    SUBMISSION,
    a_petition,
    an_anonymous_petition,
    make_open_commune,
)


@pytest.fixture
def clerk(database: Database) -> Actor:
    with database.writing() as session:
        commune = make_open_commune(session)
        return actor_of(make_staff(session, commune, "lan", Role.ONE_STOP_CLERK))


@pytest.fixture
def receipt(database: Database, keys: Keys, now: datetime, clerk: Actor) -> Receipt:
    assert clerk.staff_id  # the commune exists
    return send(database, keys, a_petition(), SUBMISSION, now=now, is_fast=True)


def after(database: Database, receipt: Receipt, clerk: Actor, action: Action) -> None:
    with database.writing() as session:
        record(session, session.get_one(Case, receipt.case_id), make_act(action, clerk))


def test_the_code_opens_its_case_and_its_days_are_remembered(
    database: Database, receipt: Receipt, now: datetime
) -> None:
    assert receipt.access_code is not None
    assert case_id_by_code(database, receipt.access_code, is_fast=True) == receipt.case_id
    today = now.date()
    seen = []
    for days in (0, 0, 3, 3, 10):
        day = today + timedelta(days)
        with database.writing() as session:
            mark_opened(session, session.get_one(Case, receipt.case_id), day)
        with database.reading() as session:
            seen.append(opened_before(session, receipt.case_id, day))
    assert seen == [None, None, today, today, today + timedelta(3)]
    with database.reading() as session:
        later = opened_before(session, receipt.case_id, today + timedelta(20))
        assert later == today + timedelta(10)
        assert opened_before(session, receipt.case_id + 1, today) is None


def test_a_wrong_code_gets_one_answer_whatever_is_wrong(
    database: Database, receipt: Receipt
) -> None:
    code = receipt.access_code
    assert code is not None
    wrong_secret = AccessCode(code.locator, "hida-heto-samu-suha")
    wrong_locator = AccessCode("00000000", code.secret)
    for wrong in (wrong_secret, wrong_locator):
        with pytest.raises(UnknownCodeError) as caught:
            case_id_by_code(database, wrong, is_fast=True)
        assert caught.value.data == {}


def test_an_answer_to_a_question_leads_back(
    database: Database, receipt: Receipt, clerk: Actor, now: datetime
) -> None:
    after(database, receipt, clerk, Action.ASK)
    with database.writing() as session:
        case = session.get_one(Case, receipt.case_id)
        supply(session, case, "  Cột số 7. ", now=now)
        assert case.state == State.RECEIVED
        text = latest_text(session, case.id, TextPart.SUPPLEMENT)
        assert text is not None
        assert text.body == "Cột số 7."


def test_nothing_is_supplied_unasked_or_empty(
    database: Database, receipt: Receipt, clerk: Actor, now: datetime
) -> None:
    with database.writing() as session:
        case = session.get_one(Case, receipt.case_id)
        with pytest.raises(WrongStateError):
            supply(session, case, "Thêm nữa.", now=now)
        record(session, case, make_act(Action.ASK, clerk))
        with pytest.raises(InvalidInputError):
            supply(session, case, " \n", now=now)
        with pytest.raises(InvalidInputError):
            supply(session, case, "a" * 5001, now=now)


def test_a_dissatisfied_citizen_says_why_and_reopens_once(
    database: Database, receipt: Receipt, clerk: Actor, now: datetime
) -> None:
    after(database, receipt, clerk, Action.ANSWER_AT_ONCE)
    later = now + timedelta(days=7)
    with database.writing() as session:
        case = session.get_one(Case, receipt.case_id)
        with pytest.raises(InvalidInputError):
            rate_reply(session, case, is_satisfied=False, comment="", now=later)
        rate_reply(session, case, is_satisfied=False, comment="Đèn lại tắt.", now=later)
        assert may_reopen(case)
        reopen(session, case, "Đèn lại tắt.", now=later)
        assert case.state == State.ACCEPTED
        assert not may_reopen(case)
        # Received again on Friday 27/11: ten working days later.
        assert case.due_on == date(2026, 12, 11)
        assert replay(session, case.id) == facts_of(case)


def test_an_answer_is_judged_once_and_praise_needs_no_words(
    database: Database, receipt: Receipt, clerk: Actor, now: datetime
) -> None:
    after(database, receipt, clerk, Action.ANSWER_AT_ONCE)
    with database.writing() as session:
        case = session.get_one(Case, receipt.case_id)
        rate_reply(session, case, is_satisfied=True, comment="", now=now)
        with pytest.raises(OnlyOnceError):
            rate_reply(session, case, is_satisfied=False, comment="Đổi ý.", now=now)
        with pytest.raises(WrongStateError):
            reopen(session, case, "Đổi ý.", now=now)
        assert case.is_satisfied is True


def test_a_new_code_opens_the_case_and_the_old_one_no_more(
    database: Database, receipt: Receipt, clerk: Actor, keys: Keys, now: datetime
) -> None:
    made = new_code(keys, 1, is_fast=True)
    with database.writing() as session:
        case = session.get_one(Case, receipt.case_id)
        code = reissue_access_code(session, case, clerk, made, now=now)
        assert replay(session, case.id) == facts_of(case)
    assert case_id_by_code(database, code, is_fast=True) == receipt.case_id
    assert receipt.access_code is not None
    with pytest.raises(UnknownCodeError):
        case_id_by_code(database, receipt.access_code, is_fast=True)


def test_a_form_still_open_shows_no_code_after_a_new_one_was_given(
    database: Database, receipt: Receipt, clerk: Actor, keys: Keys, now: datetime
) -> None:
    with database.writing() as session:
        case = session.get_one(Case, receipt.case_id)
        reissue_access_code(session, case, clerk, new_code(keys, 1, is_fast=True), now=now)
        again = receipt_of(session, keys, SUBMISSION)
    assert again is not None
    assert again.access_code is None


def test_an_anonymous_case_has_no_one_to_give_a_new_code_to(
    database: Database, keys: Keys, now: datetime, clerk: Actor
) -> None:
    receipt = send(database, keys, an_anonymous_petition(), SUBMISSION, now=now, is_fast=True)
    with database.writing() as session:
        case = session.get_one(Case, receipt.case_id)
        with pytest.raises(NotAllowedError):
            reissue_access_code(session, case, clerk, new_code(keys, 1, is_fast=True), now=now)
