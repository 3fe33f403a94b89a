"""Role × route × state × unit, refused by default: every rule judged for everybody.

The rules are asked without a database; then each role tries every page of the console for real.
"""

from itertools import product

import pytest
from flask import Flask

from portal.cases.acts import Actor
from portal.cases.facts import CaseFacts
from portal.cases.handling.visibility import Viewer, may_see
from portal.cases.judging import possible
from portal.cases.kinds import Action, State
from portal.cases.named import Named
from portal.cases.workflow import STEPS
from portal.db import Database
from portal.offices.kinds import Role
from portal.offices.permissions import GRANTS, May
from portal.web.console.permission_words import ALLOWED
from portal.web.security import lets_in, rule_of
from tests.builders import make_staff
from tests.portal.cases.builders import facts
from tests.portal.cases.handling.builders import House
from tests.proofreading import ProofreadingClient

OWN, OTHER, ME, SOMEBODY = 3, 4, 9, 8
LEADING = {Role.CHIEF_OF_OFFICE, Role.CHAIRPERSON, Role.DEPUTY}
# Where a case lies and whom it names, for somebody of the unit OWN.
PLACES = {
    "own": (OWN, Named()),
    "other": (OTHER, Named()),
    "nowhere": (None, Named()),
    "own, names own": (OWN, Named(OWN)),
    "other, names own": (OTHER, Named(OWN)),
    "other, names a colleague": (OTHER, Named(OWN, SOMEBODY)),
    "other, names me": (OTHER, Named(OWN, ME)),
    "own, names other": (OWN, Named(OTHER)),
}
# Pages of staff that stand beside the console's own addresses.
OPEN_ROOTS = ("/console", "/admin")


def test_no_route_of_the_office_is_open_and_each_lets_in_whom_its_permission_names(
    app: Flask,
) -> None:
    for route in app.url_map.iter_rules():
        rule = rule_of(app, route.endpoint)
        assert rule is not None, route
        if rule.is_open:
            assert not route.rule.startswith(OPEN_ROOTS), route
            continue
        assert not lets_in(rule, None), route
        assert not lets_in(rule, frozenset()) or rule.may is None, route
        for role in Role:
            is_granted = rule.may is None or rule.may in GRANTS[role]
            assert lets_in(rule, GRANTS[role]) == is_granted, (route, role)


def test_without_a_rule_nobody_gets_in_whatever_they_may() -> None:
    assert not lets_in(None, frozenset(May))
    assert not lets_in(None, None)


def test_every_permission_guards_something_and_is_named_in_words(app: Flask) -> None:
    on_routes = {rule.may for r in app.url_map.iter_rules() if (rule := rule_of(app, r.endpoint))}
    on_acts = {may for step in STEPS.values() for may in step.may or ()}
    assert set(ALLOWED) == set(May)
    assert {may for role in Role for may in GRANTS[role]} == set(May)
    assert on_acts <= set(May)
    assert on_routes - {None} <= set(May)


def case(state: State, place: str) -> CaseFacts:
    unit_id, named = PLACES[place]
    return facts(
        state=state,
        unit_id=unit_id,
        named_unit_id=named.unit_id,
        named_staff_id=named.staff_id,
    )


def sees(role: Role, place: str) -> bool:
    """Say by the sentences of the owner, not by the code, who may know of a case."""
    unit_id, named = PLACES[place]
    if May.SEE_CASES not in GRANTS[role] or named.staff_id == ME:
        return False
    if named.unit_id == OWN and role not in LEADING:
        return False
    return May.SEE_ALL_UNITS in GRANTS[role] or unit_id == OWN


def test_role_by_unit_who_sees() -> None:
    for role, place in product(Role, PLACES):
        unit_id, named = PLACES[place]
        viewer = Viewer(ME, 1, OWN, GRANTS[role])
        assert may_see(viewer, 1, unit_id, named=named) == sees(role, place), (role, place)
        assert not may_see(viewer, 2, unit_id, named=named), (role, place)


def test_role_by_unit_by_state_by_act_nothing_beyond_the_table() -> None:
    for role, place, state in product(Role, PLACES, State):
        done = possible(case(state, place), Actor(ME, OWN, GRANTS[role]))
        for action in done:
            step = STEPS[action]
            assert state in step.sources, (role, place, state, action)
            assert step.may is not None, action
            assert step.may & GRANTS[role], (role, action)
            assert step.of_every_unit or sees(role, place), (role, place, state, action)


def test_nobody_signed_in_does_what_staff_do() -> None:
    nobody = Actor(ME, OWN, frozenset())
    for place, state in product(PLACES, State):
        assert possible(case(state, place), nobody) == frozenset(), (place, state)


@pytest.mark.usefixtures("clock")
def test_every_role_tries_every_page_for_real(
    app: Flask, client: ProofreadingClient, database: Database, house: House
) -> None:
    pages = {
        route.rule: rule
        for route in app.url_map.iter_rules()
        if not route.arguments
        and "GET" in (route.methods or ())
        and (rule := rule_of(app, route.endpoint)) is not None
        and not rule.is_open
    }
    assert len(pages) > 40
    for role in (Role.CASE_OFFICER, Role.ADMINISTRATOR, Role.OBSERVER):
        with database.writing() as session:
            person = make_staff(session, house.authority, f"thu-{role}", role)
        client.sign_in(person)
        for page, rule in pages.items():
            is_refused = client.get(page).status_code == 403
            assert is_refused != lets_in(rule, GRANTS[role]), (role, page)


def test_the_page_says_what_the_tables_say(client: ProofreadingClient, house: House) -> None:
    client.sign_in(house.officer)
    page = client.get("/console/quyen?lang=en").text
    for words in ALLOWED.values():
        assert str(words).replace("’", "&#39;") in page or str(words) in page
    assert Action.NAME in STEPS
    assert "cannot read it" in page
