"""The public copy: agreed by the author, prepared by someone else, taken down with a reason."""

import pytest
from sqlalchemy import update

from portal.cases.errors import (
    AuthorRefusedError,
    OnlyOnceError,
    SamePersonError,
    WrongStateError,
)
from portal.cases.handling.assigning import assign
from portal.cases.handling.turns import Turn
from portal.cases.intake.tracking import rate_reply, reopen
from portal.cases.kinds import State, TextPart
from portal.cases.models import CaseText
from portal.cases.replies.answering import answer_at_once, record_signed
from portal.cases.replies.drafting import approve, draft
from portal.cases.replies.points.composing import composed
from portal.cases.replies.publishing import (
    PublicCopy,
    doubts,
    publish,
    starting_copy,
    unpublish,
)
from portal.cases.replies.redaction import Doubt, Doubtful
from portal.db import Database
from portal.errors import InvalidInputError, NotAllowedError, NotFoundError
from tests.portal.cases.builders import STORY
from tests.portal.cases.handling.builders import (
    NOW,
    REPLY,
    agrees_with_its_events,
    case_at,
    document,
    make_house,
    received,
    saying,
    turn,
    viewer,
)

COPY = PublicCopy("Đèn đường hỏng.", "Đã thay bóng.")


def test_an_answered_case_is_published_once(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ANSWERED)
        assert starting_copy(session, case) == PublicCopy(STORY, composed(saying()))
        publish(session, turn(house.chief, case), COPY, now=NOW)
        assert case.published_at == NOW
        assert agrees_with_its_events(session, case)
        with pytest.raises(OnlyOnceError):
            publish(session, turn(house.chief, case), COPY, now=NOW)


def test_the_copy_begins_with_the_senders_numbers_masked(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ANSWERED)
        session.execute(
            update(CaseText)
            .where(CaseText.part == TextPart.STORY)
            .values(body="Đèn hỏng, gọi 0912 345 678.")
        )
        assert starting_copy(session, case).story == "Đèn hỏng, gọi […]."


def test_a_copy_is_taken_down_with_a_reason_and_may_be_corrected(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ANSWERED)
        with pytest.raises(WrongStateError):
            unpublish(session, turn(house.chief, case), "Nhầm.", now=NOW)
        publish(session, turn(house.chief, case), COPY, now=NOW)
        with pytest.raises(InvalidInputError):
            unpublish(session, turn(house.chief, case), " ", now=NOW)
        unpublish(session, turn(house.chief, case), "Còn tên người.", now=NOW)
        assert case.published_at is None
        assert starting_copy(session, case) == COPY
        publish(session, turn(house.chief, case), COPY, now=NOW)
        assert agrees_with_its_events(session, case)


def test_after_a_second_answer_the_copy_begins_with_the_new_words(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ANSWERED)
        publish(session, turn(house.chief, case), COPY, now=NOW)
        rate_reply(session, case, is_satisfied=False, comment="Vẫn tắt.", now=NOW)
        reopen(session, case, "Vẫn tắt.", now=NOW)
        assign(session, turn(house.chief, case), house.unit.id, now=NOW)
        draft(session, turn(house.officer, case), saying("Đã thay cả cột."), now=NOW)
        approve(session, turn(house.chief, case), now=NOW)
        record_signed(session, turn(house.records, case), document(), now=NOW)
        reply = composed(saying("Đã thay cả cột."))
        assert starting_copy(session, case) == PublicCopy(COPY.story, reply)
        publish(session, turn(house.chief, case), COPY, now=NOW)
        assert agrees_with_its_events(session, case)


def test_without_the_authors_word_nothing_is_published(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = received(session, house, may_publish=False)
        answer_at_once(session, turn(house.clerk, case), REPLY, now=NOW)
        with pytest.raises(AuthorRefusedError):
            publish(session, turn(house.chief, case), COPY, now=NOW)


def test_an_anonymous_author_may_agree_too(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = received(session, house, is_anonymous=True, may_publish=True)
        answer_at_once(session, turn(house.clerk, case), REPLY, now=NOW)
        publish(session, turn(house.chief, case), COPY, now=NOW)
        assert case.published_at == NOW


def test_nobody_publishes_their_own_answer(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = received(session, house)
        answer_at_once(session, turn(house.chief, case), REPLY, now=NOW)
        with pytest.raises(SamePersonError):
            publish(session, turn(house.chief, case), COPY, now=NOW)


def test_others_do_not_publish(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ANSWERED)
        for other in (house.head, house.officer, house.records, house.clerk):
            with pytest.raises(NotAllowedError):
                publish(session, turn(other, case), COPY, now=NOW)
        for nosy in (house.colleague, house.stranger):
            with pytest.raises(NotFoundError):
                publish(session, Turn(viewer(nosy), case.id), COPY, now=NOW)


@pytest.mark.parametrize(
    ("copy", "field"),
    [(PublicCopy("", "Đã thay."), "public_story"), (PublicCopy("Đèn.", " "), "public_reply")],
)
def test_both_halves_of_a_copy_are_needed(database: Database, copy: PublicCopy, field: str) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ANSWERED)
        with pytest.raises(InvalidInputError) as caught:
            publish(session, turn(house.chief, case), copy, now=NOW)
        assert list(caught.value.fields) == [field]


def test_an_open_case_is_not_published(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.APPROVED)
        with pytest.raises(WrongStateError):
            publish(session, turn(house.chief, case), COPY, now=NOW)


def test_the_names_of_our_own_staff_are_doubtful(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        house.officer.display_name = "Trần Thị Mai"
        house.stranger.display_name = "Lê Văn Sơn"
        session.flush()
        copy = PublicCopy("Gặp chị tran thi mai ở quầy.", "Gọi 0912 345 678.")
        assert doubts(session, house.authority.id, copy) == (
            Doubtful(Doubt.OFFICIAL, "Trần Thị Mai"),
            Doubtful(Doubt.PHONE, "0912 345 678"),
        )
