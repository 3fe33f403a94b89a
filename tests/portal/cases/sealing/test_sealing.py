"""Sealed: out of every list, search and register at once; read by its handler; handed over."""

from datetime import date

import pytest
from sqlalchemy import func, select

from portal.cases.events import verify_chain
from portal.cases.handling import store
from portal.cases.handling.queues.kinds import Horizon, Narrowing, Queue
from portal.cases.handling.queues.store import due_lines, queue_counts, queue_page
from portal.cases.handling.turns import Turn, case_in_turn
from portal.cases.handling.visibility import may_see
from portal.cases.kinds import CaseKind, State
from portal.cases.models import Case, CaseSearch
from portal.cases.registers.entries import register_entries
from portal.cases.registers.figures import Figures, case_figures
from portal.cases.sealing.sealing import entrust, hand_over, seal
from portal.cases.sealing.store import keepers, sealed_counts, sealed_lines
from portal.db import Database
from portal.errors import InvalidInputError, NotAllowedError, NotFoundError
from portal.offices.kinds import Role
from tests.builders import make_staff
from tests.portal.cases.handling.builders import (
    NOW,
    agrees_with_its_events,
    case_at,
    make_house,
    turn,
    viewer,
)
from tests.portal.cases.sealing.canaries import REASON

TODAY = date(2026, 11, 20)
SPAN = (date(2026, 11, 1), date(2026, 11, 30))
RECEIVER = "Ban Tiếp công dân tỉnh Minh Họa"


@pytest.mark.parametrize("state", [State.RECEIVED, State.ASSIGNED, State.ANSWERED])
def test_from_that_moment_only_its_handler_finds_it(database: Database, state: State) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, state)
        seal(
            session,
            turn(house.clerk, case),
            CaseKind.DENUNCIATION,
            house.chief.id,
            REASON,
            now=NOW,
        )
        horizon = Horizon(TODAY, date(2026, 11, 25))
        for staff in (house.clerk, house.officer, house.head, house.records, house.stranger):
            who = viewer(staff)
            assert store.visible_case(session, who, case.id) is None
            assert set(queue_counts(session, who, horizon).values()) == {0}
            assert due_lines(session, who) == []
        assert case_in_turn(session, turn(house.chief, case)) is case
        counts = queue_counts(session, viewer(house.chief), horizon)
        assert {queue for queue, n in counts.items() if n} == {Queue.SEALED}
        page = queue_page(session, viewer(house.chief), Narrowing(Queue.SEALED), horizon)
        assert [row.case.id for row in page.rows] == [case.id]
        assert agrees_with_its_events(session, case)
        assert verify_chain(session, house.authority.id) is None


def test_a_sealed_case_is_in_no_search_no_register_and_no_figure(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        seal(
            session, turn(house.clerk, case), CaseKind.DENUNCIATION, house.chief.id, REASON, now=NOW
        )
        assert session.scalar(select(func.count()).select_from(CaseSearch)) == 0
        assert register_entries(session, house.authority.id, *SPAN, TODAY) == []
        assert case_figures(session, house.authority.id, *SPAN, TODAY).total == Figures()
        assert (case.unit_id, case.due_on, case.subject) == (None, None, None)


def test_a_count_without_content_is_what_remains(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        for number, kind in enumerate((CaseKind.DENUNCIATION, CaseKind.FORMAL_COMPLAINT), 1):
            case = case_at(session, house, State.ACCEPTED, number=number)
            seal(session, turn(house.clerk, case), kind, house.chief.id, REASON, now=NOW)
        assert sorted(sealed_counts(session, house.authority.id)) == [
            (2026, 11, CaseKind.DENUNCIATION, 1),
            (2026, 11, CaseKind.FORMAL_COMPLAINT, 1),
        ]
        assert {line.handler for line in sealed_lines(session, house.authority.id, 9)} == {"Hung"}
        assert sealed_counts(session, house.stranger.authority_id) == []


def test_a_handler_is_somebody_of_the_house_who_may_keep_it(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ACCEPTED)
        assert {person.id for person in keepers(session, house.authority.id)} == {
            house.clerk.id,
            house.chief.id,
        }
        for wrong in (house.officer.id, house.stranger.id, 0):
            with pytest.raises(InvalidInputError) as caught:
                seal(
                    session, turn(house.clerk, case), CaseKind.DENUNCIATION, wrong, REASON, now=NOW
                )
            assert caught.value.fields == {"handler_id": "not_a_keeper"}
        with pytest.raises(InvalidInputError):
            seal(session, turn(house.clerk, case), CaseKind.REPORT, house.chief.id, REASON, now=NOW)
        assert case.state == State.ACCEPTED


def test_another_unit_seals_nothing(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        with pytest.raises(NotFoundError):
            seal(
                session,
                Turn(viewer(house.colleague), case.id),
                CaseKind.DENUNCIATION,
                house.chief.id,
                REASON,
                now=NOW,
            )


def test_the_papers_are_handed_over_once_and_counted(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ACCEPTED)
        kind = CaseKind.FORMAL_COMPLAINT
        seal(session, turn(house.clerk, case), kind, house.chief.id, REASON, now=NOW)
        with pytest.raises(InvalidInputError):
            hand_over(session, turn(house.chief, case), RECEIVER, 0, now=NOW)
        with pytest.raises(NotFoundError):
            hand_over(session, turn(house.clerk, case), RECEIVER, 2, now=NOW)
        hand_over(session, turn(house.chief, case), RECEIVER, 2, now=NOW)
        assert (case.state, case.sent_to) == (State.HANDED_OVER, RECEIVER)
        assert agrees_with_its_events(session, case)


def test_a_chairperson_entrusts_it_to_another_without_reading_it(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        chair = make_staff(session, house.authority, "binh-ct", Role.CHAIRPERSON)
        case = case_at(session, house, State.ACCEPTED)
        kind = CaseKind.DENUNCIATION
        seal(session, turn(house.clerk, case), kind, house.chief.id, REASON, now=NOW)
        with pytest.raises(NotAllowedError):
            entrust(session, viewer(house.chief), case.reference, house.clerk.id, now=NOW)
        with pytest.raises(NotFoundError):
            entrust(session, viewer(chair), "khong-co", house.clerk.id, now=NOW)
        entrust(session, viewer(chair), case.reference, house.clerk.id, now=NOW)
        assert store.visible_case(session, viewer(chair), case.id) is None
        assert store.visible_case(session, viewer(house.chief), case.id) is None
        assert store.visible_case(session, viewer(house.clerk), case.id) is case
        assert agrees_with_its_events(session, case)


def test_the_query_agrees_with_the_rule_for_sealed_cases(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        seal(session, turn(house.clerk, case), CaseKind.DENUNCIATION, house.chief.id, "a", now=NOW)
        rows = session.query(Case).all()
        for staff in (house.clerk, house.chief, house.officer, house.records, house.stranger):
            who = viewer(staff)
            expected = {
                row.id
                for row in rows
                if may_see(who, row.authority_id, row.unit_id, row.handler_id)
            }
            assert {row.id for row in rows if store.visible_case(session, who, row.id)} == expected
