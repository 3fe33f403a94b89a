"""Queues: counted in one statement, narrowed, searched, sorted, paged and never slower."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest
from sqlalchemy import event, select, update
from sqlalchemy.orm import Session

from portal.calendar.stages import SHIPPED, StageCode, gross_before, stage
from portal.calendar.store import load_calendar
from portal.cases.handling.queues.deadlines import next_due_on, soon_until
from portal.cases.handling.queues.kinds import PAGE_SIZE, Horizon, Narrowing, Queue
from portal.cases.handling.queues.store import (
    QueuePage,
    is_due_soon,
    is_grossly_overdue,
    is_overdue,
    next_due,
    queue_counts,
    queue_page,
)
from portal.cases.handling.triage import ask
from portal.cases.intake.tracking import rate_reply, reopen
from portal.cases.kinds import CaseKind, ReplyBy, State
from portal.cases.models import Case
from portal.cases.replies.answering import answer_at_once
from portal.cases.replies.drafting import draft
from portal.cases.replies.publishing import PublicCopy, publish, unpublish
from portal.cases.replies.telling import tell
from portal.cases.store import add_search_words
from portal.db import Database
from portal.offices.kinds import Role
from portal.offices.models import Staff
from portal.search import fold
from tests.builders import make_staff, make_village
from tests.portal.cases.builders import make_case
from tests.portal.cases.handling.builders import (
    NOW,
    REPLY,
    WAY,
    House,
    agrees_with_its_events,
    case_at,
    make_house,
    received,
    saying,
    turn,
    viewer,
)

TODAY = date(2026, 11, 20)


def horizon(session: Session, house: House, today: date = TODAY) -> Horizon:
    return Horizon(today, soon_until(load_calendar(session, house.authority.id), today))


def page_of(session: Session, house: House, staff: Staff, narrowing: Narrowing) -> QueuePage:
    return queue_page(session, viewer(staff), narrowing, horizon(session, house))


def references(page: QueuePage) -> list[str]:
    return [row.case.reference[-3:] for row in page.rows]


def one_in_each_state(session: Session, house: House) -> None:
    for number, state in enumerate((*State,), start=1):
        if state in {*WAY, State.ANSWERED}:
            case_at(session, house, state, number=number)
    waiting = received(session, house, number=20)
    ask(session, turn(house.clerk, waiting), "Ở đâu?", now=NOW)


def test_every_state_is_counted_where_it_waits(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        one_in_each_state(session, house)
        counts = queue_counts(session, viewer(house.chief), horizon(session, house))
    assert counts == {
        Queue.TO_ACCEPT: 1,
        Queue.TO_ASSIGN: 1,
        Queue.MY_UNIT: 0,
        Queue.BESIDE: 0,
        Queue.TO_APPROVE: 1,
        Queue.TO_SIGN: 1,
        Queue.TO_TELL: 0,
        Queue.DISSATISFIED: 0,
        Queue.TO_PUBLISH: 1,
        Queue.NAMED: 0,
        Queue.DUE_SOON: 1,  # the one to accept, by Monday
        Queue.OVERDUE: 0,
        Queue.GROSSLY_OVERDUE: 0,
        Queue.EXTENDED: 0,
        Queue.WAITING: 1,
        Queue.SEALED: 0,
        Queue.ALL: 7,
    }


def test_every_count_is_the_length_of_its_list(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        one_in_each_state(session, house)
        for staff in (house.chief, house.head, house.officer, house.colleague, house.stranger):
            counts = queue_counts(session, viewer(staff), horizon(session, house))
            for queue, counted in counts.items():
                assert page_of(session, house, staff, Narrowing(queue)).total == counted


def test_a_colleague_and_a_stranger_count_nothing_of_it(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        one_in_each_state(session, house)
        for staff in (house.colleague, house.stranger):
            assert set(queue_counts(session, viewer(staff), horizon(session, house)).values()) == {
                0
            }


def test_nobody_finds_their_own_draft_to_approve(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        draft(session, turn(house.head, case), saying(), now=NOW)
        own = page_of(session, house, house.head, Narrowing(Queue.TO_APPROVE))
        above = page_of(session, house, house.chief, Narrowing(Queue.TO_APPROVE))
    assert (own.total, above.total) == (0, 1)


def test_a_sender_who_asked_to_be_called_waits_until_someone_has_called(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        by_phone = {"reply_by": "phone"}
        wishes: list[dict[str, str]] = [{}, by_phone, by_phone, by_phone]
        cases = [received(session, house, number=n, **w) for n, w in enumerate(wishes, start=1)]
        for case in cases[:3]:  # the last stays open
            answer_at_once(session, turn(house.clerk, case), REPLY, now=NOW)
        tell(session, turn(house.records, cases[2]), ReplyBy.PAPER, now=NOW)
        waiting = page_of(session, house, house.clerk, Narrowing(Queue.TO_TELL))
        assert references(waiting) == ["002"]
        assert agrees_with_its_events(session, cases[2])


def test_a_second_answer_is_published_though_the_first_was_taken_down(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = received(session, house)
        answer_at_once(session, turn(house.clerk, case), REPLY, now=NOW)
        publish(session, turn(house.chief, case), PublicCopy("Đèn.", "Sửa."), now=NOW)
        unpublish(session, turn(house.chief, case), "Còn tên người.", now=NOW)
        rate_reply(session, case, is_satisfied=False, comment="Vẫn tắt.", now=NOW)
        reopen(session, case, "Vẫn tắt.", now=NOW)
        deputy = make_staff(session, house.authority, "tam", Role.CHIEF_OF_OFFICE)
        answer_at_once(session, turn(deputy, case), "Đã thay cột.", now=NOW)
        assert page_of(session, house, house.chief, Narrowing(Queue.TO_PUBLISH)).total == 1


def test_what_was_taken_down_does_not_ask_to_be_published_again(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ANSWERED)
        chief = Narrowing(Queue.TO_PUBLISH)
        assert page_of(session, house, house.chief, chief).total == 1
        publish(session, turn(house.chief, case), PublicCopy("Đèn.", "Đã thay."), now=NOW)
        unpublish(session, turn(house.chief, case), "Còn tên người.", now=NOW)
        assert page_of(session, house, house.chief, chief).total == 0


def test_late_and_soon_in_sql_are_late_and_soon_in_the_calendar(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        one_in_each_state(session, house)
        calendar = load_calendar(session, house.authority.id)
        for today in (TODAY + timedelta(days=day) for day in range(-14, 25)):
            gross = gross_before(calendar, today, SHIPPED)
            at = Horizon(today, soon_until(calendar, today), gross)
            facts = (is_overdue(at), is_grossly_overdue(at), is_due_soon(at))
            for case, due_on, overdue, grossly, soon in session.execute(
                select(Case, next_due, *facts)
            ):
                assert due_on == next_due_on(State(case.state), case.classify_due_on, case.due_on)
                finished, paused = case.finished_on, case.paused_on
                code = stage(calendar, today, due_on, finished, SHIPPED, paused).code
                assert overdue == (code in {StageCode.OVERDUE, StageCode.GROSSLY_OVERDUE})
                assert grossly == (code is StageCode.GROSSLY_OVERDUE)
                assert soon == (code in {StageCode.DUE_SOON, StageCode.DUE_TODAY})


def test_a_case_without_a_day_is_neither_late_nor_soon_and_comes_last(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        received(session, house, number=1, due_on=None, classify_due_on=None)
        received(session, house, number=2)
        counts = queue_counts(session, viewer(house.clerk), horizon(session, house))
        assert (counts[Queue.OVERDUE], counts[Queue.DUE_SOON]) == (0, 1)
        assert references(page_of(session, house, house.clerk, Narrowing())) == ["002", "001"]


def test_the_most_urgent_comes_first_and_the_closed_come_last(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case_at(session, house, State.ANSWERED, number=1)
        case_at(session, house, State.ASSIGNED, number=2)
        received(session, house, number=3)
        assert references(page_of(session, house, house.clerk, Narrowing())) == [
            "003",
            "002",
            "001",
        ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("đèn hỏng", ["001"]),
        ("den HONG", ["001"]),
        ("hong den", ["001"]),
        ("den rac", []),
        ("rac", ["002"]),
        ("261119-002", ["002"]),
        ("100%", []),
        ("_", []),
        ("", ["002", "001"]),
    ],
)
def test_words_are_found_without_marks_in_any_order(
    database: Database, words: str, found: list[str]
) -> None:
    with database.writing() as session:
        house = make_house(session)
        received(session, house, number=1)
        litter = make_case(session, house.authority, number=2)
        add_search_words(session, litter, fold(f"{litter.reference} Rác ở chợ không ai dọn"))
        assert references(page_of(session, house, house.clerk, Narrowing(words=words))) == found


def test_a_queue_is_narrowed_by_unit_state_and_kind(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case_at(session, house, State.ASSIGNED, number=1)
        received(session, house, number=2, kind="inquiry")
        everything = Narrowing()
        for narrowing, found in (
            (replace(everything, unit_id=house.unit.id), ["001"]),
            (replace(everything, unit_id=house.other_unit.id), []),
            (replace(everything, state=State.RECEIVED), ["002"]),
            (replace(everything, kind=CaseKind.INQUIRY), ["002"]),
            (replace(everything, kind=CaseKind.INQUIRY, state=State.ASSIGNED), []),
        ):
            assert references(page_of(session, house, house.clerk, narrowing)) == found


def test_a_line_has_its_names_and_the_opening_of_its_story(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        village = make_village(session, house.authority)
        case = case_at(session, house, State.ASSIGNED)
        session.execute(update(Case).values(village_id=village.id))
        row = page_of(session, house, house.officer, Narrowing(Queue.MY_UNIT)).rows[0]
        assert row.case.id == case.id
        assert row.opening.startswith("Đèn đường")
        assert (row.unit_name, row.village_name, row.officer_name) == (
            "Phòng Kinh tế",
            "Thôn 1",
            "Mai",
        )


def test_pages_hold_fifty_and_the_page_after_the_last_is_the_last(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        for number in range(1, PAGE_SIZE + 4):
            make_case(session, house.authority, number=number)
        pages = [page_of(session, house, house.clerk, Narrowing(page=n)) for n in (1, 2, 9, -1)]
    assert [len(page.rows) for page in pages] == [PAGE_SIZE, 3, 3, PAGE_SIZE]
    shown = [(page.number, page.pages, page.total) for page in pages[:3]]
    assert shown == [(1, 2, 53), (2, 2, 53), (2, 2, 53)]
    both = {row.case.id for page in pages[:2] for row in page.rows}
    assert len(both) == PAGE_SIZE + 3


def test_a_full_page_costs_as_many_queries_as_an_empty_one(database: Database) -> None:
    statements = count()
    counted: list[int] = []
    with database.writing() as session:
        house = make_house(session)
        at = horizon(session, house)
        event.listen(database.engine, "before_cursor_execute", lambda *_: next(statements))
        for cases in (0, 5):
            for number in range(cases):
                case_at(session, house, State.ASSIGNED, number=number + 1)
            session.expunge_all()
            before = next(statements)
            queue_counts(session, viewer(house.chief), at)
            queue_page(session, viewer(house.chief), Narrowing(), at)
            counted.append(next(statements) - before)
    assert counted == [4, 4]  # three queries and this counter's own step
