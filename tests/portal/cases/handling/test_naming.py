"""A case that names somebody is gone for them and their line: lists, counts, search, feeds."""

import pytest
from sqlalchemy.orm import Session

from portal.cases.handling.assigning import assign
from portal.cases.handling.case_file import open_case_file
from portal.cases.handling.naming import nameable_staff, note_whom
from portal.cases.handling.queues.kinds import Narrowing, Queue
from portal.cases.handling.queues.store import due_lines, queue_counts, queue_page
from portal.cases.handling.store import references_about, visible_case
from portal.cases.handling.visibility import Viewer
from portal.cases.kinds import CaseKind, State
from portal.cases.models import Case
from portal.cases.named import Named
from portal.cases.routing.suggesting import suggest
from portal.cases.sealing.sealing import entrust, seal
from portal.cases.sealing.store import sealed_counts, sealed_lines
from portal.db import Database
from portal.errors import InvalidInputError, NotFoundError
from portal.offices.kinds import Role
from portal.offices.models import Staff
from tests.builders import make_staff
from tests.portal.cases.handling.builders import (
    NOW,
    House,
    agrees_with_its_events,
    case_at,
    make_house,
    turn,
    viewer,
)
from tests.portal.cases.handling.queues.test_store import horizon

WHY = "Người viết nói trưởng phòng ép ký."


def noted(session: Session, house: House, case: Case, **named: int) -> Case:
    note_whom(session, turn(house.clerk, case), Named(**named), WHY, now=NOW)
    return case


def finds(session: Session, house: House, who: Staff, case: Case) -> list[bool]:
    """Say of each way to meet a case whether it leads a person to it."""
    eyes, words = viewer(who), Narrowing(words="đèn đường")
    counts = queue_counts(session, eyes, horizon(session, house))
    lists = [
        queue_page(session, eyes, one, horizon(session, house)) for one in (words, Narrowing())
    ]
    return [
        counts[Queue.ALL] > 0,
        *(any(row.case.id == case.id for row in page.rows) for page in lists),
        any(line.reference == case.reference for line in due_lines(session, eyes)),
        visible_case(session, eyes, case.id) is not None,
        case.reference not in references_about(session, eyes),
    ]


def test_whoever_is_of_the_line_meets_it_nowhere(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = noted(session, house, case_at(session, house, State.ASSIGNED), unit_id=house.unit.id)
        assert case.state == State.ACCEPTED
        assert agrees_with_its_events(session, case)
        for who in (house.head, house.officer):
            assert not any(finds(session, house, who, case))
            with pytest.raises(NotFoundError):
                open_case_file(session, viewer(who), case.reference, NOW)
        for who in (house.clerk, house.chief):
            assert all(finds(session, house, who, case))


def test_the_person_named_meets_it_nowhere_even_as_a_leader(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.RECEIVED)
        noted(session, house, case, staff_id=house.chief.id)
        assert not any(finds(session, house, house.chief, case))
        deputy = make_staff(session, house.authority, "pho", Role.DEPUTY)
        counts = queue_counts(session, viewer(deputy), horizon(session, house))
        assert counts[Queue.NAMED] == 1


def test_it_goes_to_another_unit_than_the_one_it_names(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = noted(
            session, house, case_at(session, house, State.ASSIGNED), staff_id=house.head.id
        )
        assert case.named_unit_id == house.unit.id
        with pytest.raises(InvalidInputError):
            assign(session, turn(house.chief, case), house.unit.id, now=NOW)
        proposed = suggest(session, case, NOW)
        assert proposed is None or proposed.unit_id != house.unit.id
        assign(session, turn(house.chief, case), house.other_unit.id, now=NOW)
        assert visible_case(session, viewer(house.colleague), case.id) is case


def test_what_cannot_be_named_is_refused(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        chair = make_staff(session, house.authority, "chutich", Role.CHAIRPERSON)
        case = case_at(session, house, State.RECEIVED)
        wrong = {
            "leaders": Named(staff_id=chair.id),
            "unknown": Named(staff_id=house.stranger.id),
            "required": Named(),
        }
        for code, named in wrong.items():
            with pytest.raises(InvalidInputError) as refused:
                note_whom(session, turn(house.clerk, case), named, WHY, now=NOW)
            assert refused.value.fields == {"named": code}
        listed = {person.id for person in nameable_staff(session, house.authority.id)}
        assert house.head.id in listed
        assert chair.id not in listed


def test_what_names_the_leaders_is_sealed_and_unknown_to_them(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        chair = make_staff(session, house.authority, "chutich", Role.CHAIRPERSON)
        case = case_at(session, house, State.RECEIVED)
        sealing, kind = turn(house.clerk, case), CaseKind.ABOUT_LEADERS
        with pytest.raises(InvalidInputError) as refused:
            seal(session, sealing, kind, chair.id, WHY, now=NOW)
        assert refused.value.fields == {"handler_id": "named"}
        seal(session, sealing, kind, house.clerk.id, WHY, now=NOW)
        assert sealed_lines(session, house.authority.id, 10) == []
        assert sealed_counts(session, house.authority.id) == []
        with pytest.raises(NotFoundError):
            entrust(session, viewer(chair), case.reference, house.chief.id, now=NOW)


def test_nobody_of_the_line_keeps_it_sealed(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.RECEIVED)
        noted(session, house, case, staff_id=house.chief.id)
        sealing, kind = turn(house.clerk, case), CaseKind.DENUNCIATION
        with pytest.raises(InvalidInputError):
            seal(session, sealing, kind, house.chief.id, WHY, now=NOW)


def test_the_query_agrees_with_the_rule_for_whoever_looks(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = noted(
            session, house, case_at(session, house, State.RECEIVED), staff_id=house.head.id
        )
        for role in Role:
            for unit_id in (None, house.unit.id, house.other_unit.id):
                who = make_staff(session, house.authority, f"{role}-{unit_id}", role)
                eyes = Viewer(who.id, house.authority.id, unit_id, viewer(who).may)
                hidden = case.reference in references_about(session, eyes)
                in_line = unit_id == house.unit.id
                assert hidden == (in_line and not leads(eyes)), (role, unit_id)


def leads(eyes: Viewer) -> bool:
    return "lead" in eyes.may
