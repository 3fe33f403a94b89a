"""Handing in: exactly once, with dates and rules, and the same receipt again."""

import threading
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from portal.access_codes import derive_access_code
from portal.calendar.rules import RuleCode
from portal.cases.errors import OtherContentError
from portal.cases.events import facts_of, replay, verify_chain
from portal.cases.intake.submit import Receipt, prepare, receipt_of, send, submit
from portal.cases.kinds import State, TextPart
from portal.cases.models import Case, CaseEvent, CaseSearch
from portal.cases.replies.publishing import starting_copy
from portal.cases.store import texts_of
from portal.db import Database
from portal.errors import ConstraintError, InvalidInputError
from portal.keys import Keys, Purpose
from portal.offices.models import Authority
from portal.offices.passwords import hasher
from portal.people.models import Contact
from portal.people.store import has_contact
from tests.builders import make_authority, make_point, make_unit, make_village
from tests.portal.cases.intake.builders import (
    SUBMISSION,
    a_petition,
    an_anonymous_petition,
    make_open_commune,
)


@pytest.fixture
def commune_id(database: Database) -> int:
    with database.writing() as session:
        return make_open_commune(session).id


def hand_in(
    database: Database, keys: Keys, now: datetime, submission: bytes = SUBMISSION, **changes: Any
) -> Receipt:
    return send(database, keys, a_petition(**changes), submission, now=now, is_fast=True)


def count(database: Database, table: type) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_petition_becomes_a_received_case(
    database: Database, keys: Keys, now: datetime, commune_id: int
) -> None:
    receipt = hand_in(database, keys, now)
    assert receipt.reference == "XSM1-261120-001"
    with database.reading() as session:
        case = session.get_one(Case, receipt.case_id)
        assert case.state == State.RECEIVED
        assert case.received_on == date(2026, 11, 20)
        assert replay(session, case.id) == facts_of(case)
        assert verify_chain(session, commune_id) is None
        parts = [text.part for text in texts_of(session, case.id)]
        assert parts == [TextPart.STORY, TextPart.PREVIEW]
        assert has_contact(session, case.id)


def test_the_dates_come_with_their_rules(
    database: Database, keys: Keys, now: datetime, commune_id: int
) -> None:
    receipt = hand_in(database, keys, now)
    classify, reply = receipt.classify, receipt.reply
    assert classify is not None
    assert reply is not None
    # Friday 20/11; Tuesday 24/11 is a day off.
    assert classify.on == date(2026, 11, 25)
    rules = [one.rule and one.rule.code for one in (classify, reply)]
    assert rules == [RuleCode.CLASSIFY, RuleCode.REPLY_OWN]
    with database.reading() as session:
        case = session.get_one(Case, receipt.case_id)
        assert (case.classify_due_on, case.due_on) == (classify.on, reply.on)
        assert (case.due_rule, case.calendar_version) == ("REPLY_OWN", 1)


def test_without_a_calendar_the_petition_is_stored_and_promises_nothing(
    database: Database, keys: Keys, now: datetime
) -> None:
    with database.writing() as session:
        make_authority(session)
    receipt = hand_in(database, keys, now)
    assert (receipt.classify, receipt.reply) == (None, None)
    with database.reading() as session:
        case = session.get_one(Case, receipt.case_id)
        assert (case.classify_due_on, case.due_on, case.due_rule) == (None, None, "")


@pytest.mark.usefixtures("commune_id")
def test_the_same_words_again_give_the_same_receipt_and_one_case(
    database: Database, keys: Keys, now: datetime
) -> None:
    assert hand_in(database, keys, now) == hand_in(database, keys, now)
    assert count(database, Case) == count(database, CaseEvent) == 1


@pytest.mark.usefixtures("commune_id")
def test_the_public_copy_begins_as_the_sender_saw_it(
    database: Database, keys: Keys, now: datetime
) -> None:
    story = "Tôi là Nguyễn Thị Mai, gọi 0912 345 678: đèn hỏng."
    receipt = hand_in(database, keys, now, story=story)
    secret = hand_in(database, keys, now, b"t" * 16, story=story, may_publish=False)
    with database.reading() as session:
        case = session.get_one(Case, receipt.case_id)
        assert starting_copy(session, case).story == "Tôi là […], gọi […]: đèn hỏng."
        assert not texts_of(session, secret.case_id, TextPart.PREVIEW)


@pytest.mark.usefixtures("commune_id")
def test_other_words_under_a_spent_id_are_not_stored(
    database: Database, keys: Keys, now: datetime
) -> None:
    hand_in(database, keys, now)
    with pytest.raises(OtherContentError):
        hand_in(database, keys, now, story="Còn một việc nữa.")
    assert count(database, Case) == 1


@pytest.mark.usefixtures("commune_id")
def test_a_double_click_makes_one_case_and_two_equal_receipts(
    database: Database, keys: Keys, now: datetime
) -> None:
    start = threading.Barrier(4)
    receipts: list[Receipt] = []

    def click() -> None:
        start.wait(10)
        receipts.append(hand_in(database, keys, now))

    threads = [threading.Thread(target=click) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(receipts) == 4
    assert all(receipt == receipts[0] for receipt in receipts)
    assert count(database, Case) == 1


@pytest.mark.usefixtures("commune_id")
def test_many_at_once_get_references_without_gaps(
    database: Database, keys: Keys, now: datetime
) -> None:
    def one(number: int) -> None:
        hand_in(database, keys, now, bytes([number]) * 16)

    threads = [threading.Thread(target=one, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    with database.reading() as session:
        references = session.scalars(select(Case.reference).order_by(Case.reference)).all()
    assert references == [f"XSM1-261120-{n:03}" for n in range(1, 9)]


@pytest.mark.usefixtures("commune_id")
def test_references_start_again_on_the_next_local_day(database: Database, keys: Keys) -> None:
    before = datetime.fromisoformat("2026-11-20T16:59:00+00:00")  # 23:59 in Việt Nam
    after = datetime.fromisoformat("2026-11-20T17:00:00+00:00")
    assert hand_in(database, keys, before).reference.endswith("261120-001")
    assert hand_in(database, keys, after, bytes(16)).reference.endswith("261121-001")


@pytest.mark.usefixtures("commune_id")
def test_the_code_is_derived_and_only_its_hash_is_kept(
    database: Database, keys: Keys, now: datetime
) -> None:
    receipt = hand_in(database, keys, now)
    code = derive_access_code(keys.key(Purpose.ACCESS_CODE), SUBMISSION)
    assert receipt.access_code == code
    with database.reading() as session:
        case = session.get_one(Case, receipt.case_id)
        assert case.locator == code.locator
        assert case.secret_hash.startswith("$argon2id$")
        assert hasher(is_fast=True).fits(case.secret_hash, code.secret)
        assert receipt_of(session, keys, SUBMISSION) == receipt
        assert receipt_of(session, keys, bytes(16)) is None


@pytest.mark.usefixtures("commune_id")
def test_a_taken_locator_takes_the_next_turn(database: Database, keys: Keys, now: datetime) -> None:
    first = derive_access_code(keys.key(Purpose.ACCESS_CODE), SUBMISSION)
    other = hand_in(database, keys, now, bytes(16))
    with database.writing() as session:
        session.get_one(Case, other.case_id).locator = first.locator
    receipt = hand_in(database, keys, now)
    assert receipt.access_code == derive_access_code(keys.key(Purpose.ACCESS_CODE), SUBMISSION, 1)
    assert hand_in(database, keys, now) == receipt
    with database.reading() as session:
        case = session.get_one(Case, receipt.case_id)
        assert replay(session, case.id) == facts_of(case)


@pytest.mark.usefixtures("commune_id")
def test_an_anonymous_petition_leaves_no_contact(
    database: Database, keys: Keys, now: datetime
) -> None:
    send(database, keys, an_anonymous_petition(), SUBMISSION, now=now, is_fast=True)
    assert count(database, Contact) == 0


def test_a_village_or_place_of_another_commune_is_a_forged_field(
    database: Database, keys: Keys, now: datetime, commune_id: int
) -> None:
    with database.writing() as session:
        other = make_authority(session, slug="phuong-ben-xuan", code="99002")
        village_id = make_village(session, other).id
        point_id = make_point(session, make_unit(session, other)).id
    with pytest.raises(InvalidInputError) as caught:
        hand_in(database, keys, now, village_id=village_id)
    assert caught.value.fields == {"village_id": "unknown"}
    with pytest.raises(InvalidInputError) as caught:
        hand_in(database, keys, now, service_point_id=point_id)
    assert caught.value.fields == {"service_point_id": "unknown"}
    assert commune_id
    assert count(database, Case) == 0


def test_a_petition_can_be_searched_without_diacritics(
    database: Database, keys: Keys, now: datetime, commune_id: int
) -> None:
    with database.writing() as session:
        authority = session.get_one(Authority, commune_id)
        village_id = make_village(session, authority, "Buôn Ea Mơ").id
    hand_in(database, keys, now, place="Chợ Ê Đê", village_id=village_id)
    with database.reading() as session:
        folded = session.scalars(select(CaseSearch.folded)).one()
    assert "den duong dau thon" in folded
    assert "cho e de" in folded
    assert "buon ea mo" in folded
    assert "mai" not in folded


@pytest.mark.usefixtures("commune_id")
def test_a_second_case_of_one_submission_is_refused_by_the_database(
    database: Database, keys: Keys, now: datetime
) -> None:
    hand_in(database, keys, now)
    ticket = prepare(keys, a_petition(), SUBMISSION, is_fast=True)
    other = replace(ticket, code=derive_access_code(b"k" * 32, b"x", 0))
    with pytest.raises(ConstraintError) as caught, database.writing() as session:
        submit(session, keys, a_petition(), other, now=now)
    assert caught.value.data["constraint"] == "uq_case_submission_digest"
    assert count(database, CaseEvent) == 1
