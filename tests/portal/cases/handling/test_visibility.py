"""One rule for who may know of a case, and its twin in SQL."""

from itertools import product

import pytest

from portal.cases.handling import store
from portal.cases.handling.turns import Turn, case_in_turn
from portal.cases.handling.visibility import Viewer, may_see
from portal.cases.kinds import State
from portal.cases.models import Case
from portal.db import Database
from portal.errors import NotFoundError
from portal.offices.kinds import Role
from portal.offices.permissions import GRANTS, granted
from tests.portal.cases.builders import make_case
from tests.portal.cases.handling.builders import case_at, make_house, turn, viewer


def person(role: Role, *, authority_id: int = 1, unit_id: int | None = None) -> Viewer:
    return Viewer(9, authority_id, unit_id, granted(frozenset({role})))


def test_an_officer_sees_the_cases_of_their_unit_only() -> None:
    officer = person(Role.CASE_OFFICER, unit_id=7)
    assert may_see(officer, 1, 7)
    assert not may_see(officer, 1, 8)
    assert not may_see(officer, 1, None)


def test_a_person_without_a_unit_does_not_see_cases_without_a_unit() -> None:
    assert not may_see(person(Role.CASE_OFFICER), 1, None)


@pytest.mark.parametrize("role", [Role.ONE_STOP_CLERK, Role.CHAIRPERSON, Role.RECORDS_CLERK])
def test_who_serves_the_whole_commune_sees_all_of_it_and_nothing_else(role: Role) -> None:
    assert may_see(person(role), 1, None)
    assert may_see(person(role), 1, 8)
    assert not may_see(person(role), 2, 8)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.OBSERVER, Role.REFORM_COORDINATOR])
def test_aggregates_are_all_that_others_see(role: Role) -> None:
    assert not may_see(person(role, unit_id=7), 1, 7)


def test_the_query_agrees_with_the_rule_for_everyone(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case_at(session, house, State.ACCEPTED, number=1)
        case_at(session, house, State.ASSIGNED, number=2)
        make_case(session, house.stranger.authority)
        cases = session.query(Case).all()
        units = (None, house.unit.id, house.other_unit.id)
        authorities = (house.authority.id, house.stranger.authority_id)
        for role, unit_id, authority_id in product(GRANTS, units, authorities):
            who = person(role, authority_id=authority_id, unit_id=unit_id)
            expected = {c.id for c in cases if may_see(who, c.authority_id, c.unit_id)}
            seen = {c.id for c in cases if store.visible_case(session, who, c.id)}
            assert seen == expected, (role, unit_id)


def test_a_case_of_others_is_simply_not_there(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.ASSIGNED)
        assert case_in_turn(session, turn(house.officer, case)) is case
        for nosy in (house.colleague, house.stranger):
            with pytest.raises(NotFoundError):
                case_in_turn(session, Turn(viewer(nosy), case.id))
            found = store.visible_case_by_reference(session, viewer(nosy), case.reference)
            assert found is None
