"""The workflow of lanes: regulations go on, acts are explained, sealed cases have one reader."""

from dataclasses import replace
from typing import Any

import pytest

from portal.cases.acts import CITIZEN, Actor
from portal.cases.errors import (
    NotExplainedError,
    OnlyForwardedError,
    OnlyOnceError,
    WrongStateError,
)
from portal.cases.judging import allowed, next_state, possible
from portal.cases.kinds import SEALED_STATES, Action, CaseKind, State, Subject
from portal.cases.workflow import STEPS
from portal.errors import NotAllowedError
from portal.offices.kinds import Role
from portal.offices.permissions import GRANTS, May
from tests.portal.cases.builders import RECEIVED_AT, facts, make_act, staff_actor

CLERK = staff_actor(Role.ONE_STOP_CLERK, staff_id=1)
OFFICER = staff_actor(Role.CASE_OFFICER, staff_id=2, unit_id=1)
CHAIR = staff_actor(Role.CHAIRPERSON, staff_id=7)
KEEPER = staff_actor(Role.CHIEF_OF_OFFICE, staff_id=9)
ANYBODY = Actor(42, 1, frozenset(May))
ABOUT_AN_ACT = {"subject": Subject.ADMINISTRATIVE_ACT, "unit_id": 1}
ABOUT_A_RULE = {"subject": Subject.REGULATION, "unit_id": 1}
SEALED = {"kind": CaseKind.DENUNCIATION, "state": State.SEALED, "handler_id": 9, "subject": None}
ANSWERING = [
    (Action.DRAFT, State.ASSIGNED),
    (Action.APPROVE, State.DRAFTED),
    (Action.SIGN, State.APPROVED),
    (Action.ANSWER_AT_ONCE, State.ACCEPTED),
]


@pytest.mark.parametrize(("action", "state"), ANSWERING)
def test_no_answer_about_an_act_goes_on_before_the_unit_has_explained(
    action: Action, state: State
) -> None:
    waiting = facts(state=state, **ABOUT_AN_ACT)
    with pytest.raises(NotExplainedError):
        allowed(waiting, make_act(action, ANYBODY))
    allowed(replace(waiting, explained_on=waiting.received_on), make_act(action, ANYBODY))


@pytest.mark.parametrize("kind", [CaseKind.INQUIRY, CaseKind.PRAISE])
def test_a_question_about_an_act_needs_no_explanation(kind: CaseKind) -> None:
    allowed(facts(kind=kind, **ABOUT_AN_ACT), make_act(Action.ANSWER_AT_ONCE, CLERK))


@pytest.mark.parametrize(("action", "state"), [*ANSWERING, (Action.ASSIGN, State.ACCEPTED)])
def test_what_is_said_about_a_regulation_is_not_handled_here(action: Action, state: State) -> None:
    with pytest.raises(OnlyForwardedError):
        allowed(facts(state=state, **ABOUT_A_RULE), make_act(action, ANYBODY))


@pytest.mark.parametrize("state", [State.RECEIVED, State.ACCEPTED, State.ASSIGNED])
def test_what_is_said_about_a_regulation_can_only_be_forwarded_split_or_put_right(
    state: State,
) -> None:
    onward = {
        action
        for action in possible(facts(state=state, **ABOUT_A_RULE), ANYBODY)
        if next_state(facts(state=state, **ABOUT_A_RULE), action) != state
    }
    closing = {Action.FORWARD, Action.SEAL, Action.NOT_ACCEPT}
    assert onward <= closing | {Action.ACCEPT, Action.ASK, Action.GIVE_BACK}
    assert Action.FORWARD in onward
    assert Action.SPLIT in possible(facts(state=state, **ABOUT_A_RULE), ANYBODY)


def test_only_the_unit_that_was_asked_explains_and_once() -> None:
    asked = facts(state=State.ACCEPTED, explaining_unit_id=1, subject=Subject.ADMINISTRATIVE_ACT)
    allowed(asked, make_act(Action.EXPLAIN, OFFICER))
    with pytest.raises(NotAllowedError):
        allowed(asked, make_act(Action.EXPLAIN, replace(OFFICER, unit_id=2)))
    with pytest.raises(WrongStateError):
        allowed(replace(asked, explained_on=asked.received_on), make_act(Action.EXPLAIN, OFFICER))
    with pytest.raises(WrongStateError):
        allowed(replace(asked, explaining_unit_id=None), make_act(Action.EXPLAIN, OFFICER))


def test_an_explanation_is_asked_for_only_about_an_act() -> None:
    allowed(facts(state=State.ACCEPTED, **ABOUT_AN_ACT), make_act(Action.ASK_EXPLANATION, CLERK))
    with pytest.raises(WrongStateError):
        allowed(facts(state=State.ACCEPTED), make_act(Action.ASK_EXPLANATION, CLERK))


def test_only_questions_are_answered_lightly_and_only_praise_is_thanked_for() -> None:
    question = facts(kind=CaseKind.INQUIRY, state=State.ASSIGNED, unit_id=1)
    allowed(question, make_act(Action.ANSWER_LIGHTLY, OFFICER))
    allowed(facts(kind=CaseKind.PRAISE), make_act(Action.THANK, CLERK))
    for kind in (CaseKind.REPORT, CaseKind.PROPOSAL, CaseKind.PRAISE):
        with pytest.raises(WrongStateError):
            allowed(replace(question, kind=kind), make_act(Action.ANSWER_LIGHTLY, OFFICER))
    for kind in (CaseKind.REPORT, CaseKind.PROPOSAL, CaseKind.INQUIRY):
        with pytest.raises(WrongStateError):
            allowed(facts(kind=kind), make_act(Action.THANK, CLERK))


def test_a_lane_is_changed_only_once_it_was_set() -> None:
    allowed(facts(state=State.ACCEPTED), make_act(Action.RECLASSIFY, CLERK))
    asked = facts(state=State.NEEDS_INFO, returns_to=State.RECEIVED)
    for early in (facts(), asked):
        with pytest.raises(WrongStateError):
            allowed(early, make_act(Action.RECLASSIFY, CLERK))


@pytest.mark.parametrize("state", sorted(set(State) - SEALED_STATES))
def test_a_complaint_is_sealed_wherever_it_is_recognised(state: State) -> None:
    found = facts(state=state, unit_id=1)
    allowed(found, make_act(Action.SEAL, CLERK))
    assert next_state(found, Action.SEAL) == State.SEALED


@pytest.mark.parametrize("role", [Role.RECORDS_CLERK, Role.OBSERVER, Role.ADMINISTRATOR])
def test_who_handles_nothing_seals_nothing(role: Role) -> None:
    with pytest.raises(NotAllowedError):
        allowed(facts(), make_act(Action.SEAL, staff_actor(role)))


@pytest.mark.parametrize("state", sorted(SEALED_STATES))
@pytest.mark.parametrize("role", sorted(GRANTS))
def test_nobody_but_the_handler_acts_on_a_sealed_case(role: Role, state: State) -> None:
    sealed = facts(**{**SEALED, "state": state})
    others = possible(sealed, staff_actor(role, staff_id=3, unit_id=1))
    assert others <= {Action.ENTRUST}
    assert (others == {Action.ENTRUST}) == (role is Role.CHAIRPERSON)
    assert possible(sealed, CITIZEN) == frozenset()


@pytest.mark.parametrize("action", sorted(STEPS))
@pytest.mark.parametrize("state", sorted(SEALED_STATES))
def test_a_stranger_with_every_permission_does_nothing_to_a_sealed_case(
    action: Action, state: State
) -> None:
    if action in {Action.ENTRUST, Action.EXPLAIN, Action.RECOMPUTE}:
        return
    with pytest.raises((NotAllowedError, WrongStateError)):
        allowed(facts(**{**SEALED, "state": state}), make_act(action, ANYBODY))


def test_the_handler_hands_over_and_then_erases_once() -> None:
    sealed = facts(**SEALED)
    assert possible(sealed, KEEPER) == {Action.HAND_OVER, Action.REISSUE_CODE}
    handed_over = replace(sealed, state=next_state(sealed, Action.HAND_OVER))
    assert possible(handed_over, KEEPER) == {Action.PURGE, Action.REISSUE_CODE}
    with pytest.raises(WrongStateError):
        allowed(sealed, make_act(Action.PURGE, KEEPER))
    purged = replace(handed_over, purged_on=handed_over.received_on)
    with pytest.raises(OnlyOnceError):
        allowed(purged, make_act(Action.PURGE, KEEPER, RECEIVED_AT))


def test_a_chairperson_names_another_handler_without_being_one() -> None:
    allowed(facts(**SEALED), make_act(Action.ENTRUST, CHAIR))
    with pytest.raises(NotAllowedError):
        allowed(facts(**SEALED), make_act(Action.ENTRUST, KEEPER))


def test_a_reopened_letter_is_not_split() -> None:
    given: dict[str, Any] = {"state": State.ACCEPTED, "times_reopened": 1}
    with pytest.raises(WrongStateError):
        allowed(facts(**given), make_act(Action.SPLIT, CLERK))
    allowed(facts(), make_act(Action.SPLIT, CLERK))
