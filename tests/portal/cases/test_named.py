"""Whom a case is about: they and their line do not know of it, whoever they are; no database."""

from itertools import product
from typing import Any

import pytest

from portal.cases.acts import Actor
from portal.cases.handling.visibility import Viewer, may_see
from portal.cases.judging import allowed, next_state, possible
from portal.cases.kinds import Action, State
from portal.cases.named import NOBODY, Named, names
from portal.cases.workflow import STEPS
from portal.errors import InvalidInputError, NotAllowedError
from portal.offices.kinds import Role
from portal.offices.permissions import May, granted
from tests.portal.cases.builders import facts, make_act, staff_actor

LEADING = {Role.CHIEF_OF_OFFICE, Role.CHAIRPERSON, Role.DEPUTY}
UNIT, OTHER_UNIT, ME, SOMEBODY = 3, 4, 9, 8
NAMINGS = [
    Named(unit, staff) for unit, staff in product((None, UNIT, OTHER_UNIT), (None, ME, SOMEBODY))
]


def actor(role: Role, unit_id: int | None) -> Actor:
    return Actor(ME, unit_id, granted(frozenset({role})))


def test_every_role_in_every_unit_against_every_naming() -> None:
    for role, unit_id, named in product(Role, (None, UNIT), NAMINGS):
        is_line = unit_id is not None and named.unit_id == unit_id and role not in LEADING
        expected = named.staff_id == ME or is_line
        assert names(named, actor(role, unit_id)) == expected, (role, unit_id, named)


def test_nobody_named_hides_nothing_from_whoever_has_no_unit() -> None:
    assert not names(NOBODY, Actor(None, None))
    assert not names(NOBODY, actor(Role.CASE_OFFICER, None))


def test_whoever_it_names_may_not_see_it_and_not_act_in_any_state() -> None:
    for role, unit_id, named in product(Role, (None, UNIT), NAMINGS):
        who = actor(role, unit_id)
        viewer = Viewer(ME, 1, unit_id, who.may)
        if not names(named, who):
            continue
        assert not may_see(viewer, 1, UNIT, named=named)
        assert not may_see(viewer, 1, UNIT, handler_id=ME, named=named)
        for state in State:
            about = facts(
                state=state,
                unit_id=UNIT,
                named_unit_id=named.unit_id,
                named_staff_id=named.staff_id,
            )
            left = {action for action in possible(about, who) if not STEPS[action].of_every_unit}
            assert left == set(), (role, state, named)


@pytest.mark.parametrize(
    ("data", "field"),
    [({"unit_id": UNIT}, "unit_id"), ({"unit_id": OTHER_UNIT, "officer_id": ME}, "officer_id")],
    ids=["unit", "officer"],
)
def test_it_is_not_assigned_to_whom_it_names(data: dict[str, Any], field: str) -> None:
    about = facts(state=State.ACCEPTED, named_unit_id=UNIT, named_staff_id=ME)
    chief = staff_actor(Role.CHIEF_OF_OFFICE)
    with pytest.raises(InvalidInputError) as refused:
        allowed(about, make_act(Action.ASSIGN, chief, **data))
    assert refused.value.fields == {field: "named"}


def test_leaders_accept_only_what_names_somebody() -> None:
    deputy = staff_actor(Role.DEPUTY)
    allowed(facts(named_unit_id=UNIT), make_act(Action.ACCEPT, deputy))
    with pytest.raises(NotAllowedError):
        allowed(facts(), make_act(Action.ACCEPT, deputy))


def test_only_leaders_say_that_it_is_about_nobody_after_all() -> None:
    about = facts(named_unit_id=UNIT)
    allowed(about, make_act(Action.NAME, staff_actor(Role.CHIEF_OF_OFFICE)))
    with pytest.raises(NotAllowedError):
        allowed(about, make_act(Action.NAME, staff_actor(Role.ONE_STOP_CLERK)))


@pytest.mark.parametrize("state", [State.ASSIGNED, State.DRAFTED, State.APPROVED])
def test_what_lies_with_the_unit_it_names_waits_for_another(state: State) -> None:
    with_them = facts(state=state, unit_id=UNIT, officer_id=ME, drafted_by_id=ME)
    act = make_act(Action.NAME, staff_actor(Role.ONE_STOP_CLERK), named_unit_id=UNIT)
    to = next_state(with_them, Action.NAME, act.data)
    assert to is State.ACCEPTED
    taken = with_them.naming(Named(UNIT))
    assert taken["unit_id"] is taken["officer_id"] is taken["drafted_by_id"] is None
    assert next_state(with_them, Action.NAME, {"named_unit_id": OTHER_UNIT}) is state


def test_a_question_the_unit_asked_comes_back_to_be_given_to_another() -> None:
    asking = facts(state=State.NEEDS_INFO, returns_to=State.ASSIGNED, unit_id=UNIT)
    assert next_state(asking, Action.NAME, {"named_unit_id": UNIT}) is State.NEEDS_INFO
    assert asking.naming(Named(UNIT))["returns_to"] is State.ACCEPTED


def test_an_answered_case_keeps_the_unit_that_answered() -> None:
    answered = facts(state=State.ANSWERED, unit_id=UNIT)
    assert "unit_id" not in answered.naming(Named(UNIT))


def test_the_unit_explains_what_it_is_asked_and_the_person_named_does_not() -> None:
    asked = facts(
        state=State.ACCEPTED, explaining_unit_id=UNIT, named_unit_id=UNIT, named_staff_id=SOMEBODY
    )
    may = frozenset({May.HANDLE})
    allowed(asked, make_act(Action.EXPLAIN, Actor(ME, UNIT, may)))
    with pytest.raises(NotAllowedError):
        allowed(asked, make_act(Action.EXPLAIN, Actor(SOMEBODY, UNIT, may)))
