"""The workflow's table: who may do what from where, and what must be said."""

from datetime import date
from typing import Any

import pytest

from portal.cases.acts import CITIZEN, Act, Actor
from portal.cases.errors import (
    AboveTheUnitError,
    AuthorRefusedError,
    OnlyOnceError,
    SamePersonError,
    WrongStateError,
)
from portal.cases.judging import allowed, next_state, possible
from portal.cases.kinds import Action, ReplyBy, State
from portal.cases.workflow import STEPS
from portal.errors import InvalidInputError, NotAllowedError
from portal.offices.kinds import Role
from tests.portal.cases.builders import DATA, RECEIVED_AT, TEXTS, facts, make_act, staff_actor

CLERK = staff_actor(Role.ONE_STOP_CLERK, staff_id=1)
OFFICER = staff_actor(Role.CASE_OFFICER, staff_id=2, unit_id=1)
HEAD = staff_actor(Role.UNIT_HEAD, staff_id=3, unit_id=1)
CHIEF = staff_actor(Role.CHIEF_OF_OFFICE, staff_id=4)
RECORDS = staff_actor(Role.RECORDS_CLERK, staff_id=5)
CHAIR = staff_actor(Role.CHAIRPERSON, staff_id=7)
STRANGER = staff_actor(Role.CASE_OFFICER, staff_id=6, unit_id=2)
OFFICE = [action for action, step in STEPS.items() if step.may and not step.or_sender]
ANSWERED = {"state": State.ANSWERED, "unit_id": 1, "drafted_by_id": 2}


@pytest.mark.parametrize(
    ("action", "actor", "given"),
    [
        (Action.ACCEPT, CLERK, {}),
        (Action.ASK, CLERK, {}),
        (Action.ASK, OFFICER, {"state": State.ASSIGNED, "unit_id": 1}),
        (Action.SUPPLY, CITIZEN, {"state": State.NEEDS_INFO}),
        (Action.NOT_ACCEPT, CLERK, {}),
        (Action.FORWARD, CLERK, {"state": State.ACCEPTED}),
        (Action.FORWARD, CLERK, {"state": State.ASSIGNED, "unit_id": 1}),
        (Action.FORWARD, CLERK, {"state": State.NEEDS_INFO, "returns_to": State.RECEIVED}),
        (Action.GIVE_BACK, OFFICER, {"state": State.ASSIGNED, "unit_id": 1}),
        (Action.GIVE_BACK, HEAD, {"state": State.ASSIGNED, "unit_id": 1, "times_reopened": 1}),
        (Action.ASSIGN, CHIEF, {"state": State.ACCEPTED}),
        (Action.NOTE, CLERK, {"state": State.DRAFTED}),
        (Action.NOTE, OFFICER, {**ANSWERED, "is_satisfied": False}),
        (Action.DRAFT, OFFICER, {"state": State.ASSIGNED, "unit_id": 1}),
        (Action.RETURN, HEAD, {"state": State.DRAFTED, "unit_id": 1, "drafted_by_id": 2}),
        (Action.APPROVE, HEAD, {"state": State.DRAFTED, "unit_id": 1, "drafted_by_id": 2}),
        (Action.SIGN, RECORDS, {"state": State.APPROVED, "unit_id": 1}),
        (Action.ANSWER_AT_ONCE, CLERK, {}),
        (Action.PUBLISH, CHIEF, ANSWERED),
        (Action.UNPUBLISH, CHIEF, {**ANSWERED, "published_at": RECEIVED_AT}),
        (Action.RATE_REPLY, CITIZEN, ANSWERED),
        (Action.REOPEN, CITIZEN, {**ANSWERED, "is_satisfied": False}),
        (Action.SUPPLY, CLERK, {"state": State.NEEDS_INFO}),
        (Action.RESUME, OFFICER, {"state": State.NEEDS_INFO, "unit_id": 1}),
        (Action.NOT_ACCEPT, CLERK, {"state": State.NEEDS_INFO, "returns_to": State.RECEIVED}),
        (Action.TELL, RECORDS, {**ANSWERED, "reply_by": ReplyBy.PAPER}),
        (Action.REISSUE_CODE, CLERK, ANSWERED),
    ],
)
def test_whoever_holds_the_role_may_act_in_the_right_state(
    action: Action, actor: Actor, given: dict[str, Any]
) -> None:
    allowed(facts(**given), make_act(action, actor))


def test_the_table_has_every_action_but_the_first() -> None:
    assert set(STEPS) == set(Action) - {Action.SUBMIT}


@pytest.mark.parametrize("action", OFFICE)
def test_a_citizen_does_nothing_of_the_office(action: Action) -> None:
    with pytest.raises(NotAllowedError):
        allowed(facts(), make_act(action, CITIZEN))


@pytest.mark.parametrize("action", [action for action in STEPS if STEPS[action].may is None])
def test_the_office_does_nothing_of_the_citizen(action: Action) -> None:
    with pytest.raises(NotAllowedError):
        allowed(facts(**ANSWERED), make_act(action, CHIEF))


@pytest.mark.parametrize("action", list(STEPS))
def test_an_observer_may_do_nothing(action: Action) -> None:
    with pytest.raises(NotAllowedError):
        allowed(facts(), make_act(action, staff_actor(Role.OBSERVER)))


@pytest.mark.parametrize("action", [Action.DRAFT, Action.GIVE_BACK])
def test_a_colleague_of_another_unit_may_not_act(action: Action) -> None:
    with pytest.raises(NotAllowedError):
        allowed(facts(state=State.ASSIGNED, unit_id=1), make_act(action, STRANGER))


@pytest.mark.parametrize("state", [State.NOT_ACCEPTED, State.FORWARDED, State.ANSWERED])
def test_a_concluded_case_is_not_accepted_again(state: State) -> None:
    with pytest.raises(WrongStateError):
        allowed(facts(state=state), make_act(Action.ACCEPT, CLERK))


@pytest.mark.parametrize("action", [action for action in STEPS if STEPS[action].needs])
def test_every_needed_field_is_asked_for(action: Action) -> None:
    step = STEPS[action]
    bare = Act(action, CITIZEN if step.may is None else CHIEF, RECEIVED_AT)
    if step.may is not None and not step.may & bare.actor.may:
        bare = Act(action, RECORDS if step.may & RECORDS.may else CHAIR, RECEIVED_AT)
    with pytest.raises(InvalidInputError) as caught:
        allowed(facts(state=next(iter(step.sources)), unit_id=1), bare)
    assert set(step.needs) <= set(caught.value.fields)


@pytest.mark.parametrize("action", [action for action in STEPS if STEPS[action].texts])
def test_every_needed_text_is_asked_for(action: Action) -> None:
    assert {part.value for part in STEPS[action].texts} == {part.value for part in TEXTS[action]}


def test_nobody_approves_or_publishes_their_own_words() -> None:
    both = staff_actor(Role.UNIT_HEAD, Role.CHIEF_OF_OFFICE, staff_id=3, unit_id=1)
    with pytest.raises(SamePersonError):
        allowed(facts(state=State.DRAFTED, drafted_by_id=3), make_act(Action.APPROVE, both))
    with pytest.raises(SamePersonError):
        allowed(facts(state=State.ANSWERED, drafted_by_id=3), make_act(Action.PUBLISH, both))


def test_a_reopened_case_is_approved_above_the_unit() -> None:
    reopened = facts(state=State.DRAFTED, unit_id=1, drafted_by_id=2, times_reopened=1)
    with pytest.raises(AboveTheUnitError):
        allowed(reopened, make_act(Action.APPROVE, HEAD))
    allowed(reopened, make_act(Action.APPROVE, CHIEF))


def test_a_reopened_case_is_answered_at_once_above_the_desk() -> None:
    reopened = facts(state=State.ACCEPTED, times_reopened=1)
    with pytest.raises(AboveTheUnitError):
        allowed(reopened, make_act(Action.ANSWER_AT_ONCE, CLERK))
    allowed(reopened, make_act(Action.ANSWER_AT_ONCE, CHIEF))


@pytest.mark.parametrize("action", [Action.NOT_ACCEPT, Action.FORWARD])
@pytest.mark.parametrize("asked_in", [State.ACCEPTED, State.ASSIGNED])
def test_a_question_does_not_undo_that_a_case_was_accepted(asked_in: State, action: Action) -> None:
    with pytest.raises(WrongStateError):
        allowed(facts(state=State.NEEDS_INFO, returns_to=asked_in), make_act(action, CLERK))


def test_a_sender_is_told_once_and_only_if_they_asked_to_be() -> None:
    with pytest.raises(WrongStateError):
        allowed(facts(**ANSWERED), make_act(Action.TELL, CLERK))
    told = facts(**ANSWERED, reply_by=ReplyBy.PHONE, told_on=date(2026, 11, 20))
    with pytest.raises(OnlyOnceError):
        allowed(told, make_act(Action.TELL, CLERK))


def test_a_text_whose_author_said_no_is_never_published() -> None:
    with pytest.raises(AuthorRefusedError):
        allowed(facts(**ANSWERED, may_publish=False), make_act(Action.PUBLISH, CHIEF))


def test_an_answer_is_published_and_rated_once() -> None:
    with pytest.raises(OnlyOnceError):
        allowed(facts(**ANSWERED, published_at=RECEIVED_AT), make_act(Action.PUBLISH, CHIEF))
    with pytest.raises(OnlyOnceError):
        allowed(facts(**ANSWERED, is_satisfied=True), make_act(Action.RATE_REPLY))


def test_what_was_never_published_is_not_taken_down() -> None:
    with pytest.raises(WrongStateError):
        allowed(facts(**ANSWERED), make_act(Action.UNPUBLISH, CHIEF))


@pytest.mark.parametrize("is_satisfied", [True, None])
def test_only_a_dissatisfied_citizen_reopens(is_satisfied: bool | None) -> None:
    with pytest.raises(WrongStateError):
        allowed(facts(**ANSWERED, is_satisfied=is_satisfied), make_act(Action.REOPEN))


def test_a_case_is_reopened_once() -> None:
    with pytest.raises(OnlyOnceError):
        allowed(facts(**ANSWERED, is_satisfied=False, times_reopened=1), make_act(Action.REOPEN))


def test_a_units_day_lies_within_the_promise_to_the_citizen() -> None:
    accepted = facts(state=State.ACCEPTED, due_on=date(2026, 12, 4))
    allowed(accepted, make_act(Action.ASSIGN, CHIEF, due_on="2026-12-04"))
    with pytest.raises(InvalidInputError) as caught:
        allowed(accepted, make_act(Action.ASSIGN, CHIEF, due_on="2026-12-05"))
    assert caught.value.fields == {"due_on": "after_promise"}


def test_an_anonymous_sender_gets_no_second_code() -> None:
    with pytest.raises(NotAllowedError):
        allowed(facts(is_anonymous=True), make_act(Action.REISSUE_CODE, CLERK))


@pytest.mark.parametrize("back_to", [State.RECEIVED, State.ACCEPTED, State.ASSIGNED])
@pytest.mark.parametrize("action", [Action.SUPPLY, Action.RESUME])
def test_a_question_leads_back_to_where_it_was_asked(back_to: State, action: Action) -> None:
    asked = facts(state=State.NEEDS_INFO, returns_to=back_to)
    assert next_state(asked, action) == back_to


@pytest.mark.parametrize("unit_id", [None, 1])
def test_a_reopened_case_waits_for_a_leader_to_give_it_to_a_unit(unit_id: int | None) -> None:
    answered = facts(state=State.ANSWERED, unit_id=unit_id)
    assert next_state(answered, Action.REOPEN) == State.ACCEPTED


def test_what_is_given_back_waits_to_be_given_to_a_unit() -> None:
    assert next_state(facts(state=State.ASSIGNED, unit_id=1), Action.GIVE_BACK) == State.ACCEPTED


@pytest.mark.parametrize(
    ("action", "given"),
    [
        (Action.ASK, {"state": State.ACCEPTED}),
        (Action.SUPPLY, {"state": State.NEEDS_INFO, "returns_to": State.ACCEPTED}),
        (Action.RESUME, {"state": State.NEEDS_INFO, "returns_to": State.ACCEPTED}),
    ],
)
def test_the_unit_that_had_a_case_before_does_not_act_on_it(
    action: Action, given: dict[str, Any]
) -> None:
    before = facts(unit_id=1, **given)
    with pytest.raises(NotAllowedError):
        allowed(before, make_act(action, OFFICER))
    allowed(before, make_act(action, CLERK))
    assert possible(facts(state=State.ACCEPTED, unit_id=1), OFFICER) == {
        Action.NOTE,
        Action.REISSUE_CODE,
    }


def test_a_reopened_case_is_forwarded_above_the_desk() -> None:
    reopened = facts(state=State.ACCEPTED, unit_id=1, times_reopened=1)
    with pytest.raises(AboveTheUnitError):
        allowed(reopened, make_act(Action.FORWARD, CLERK))
    allowed(reopened, make_act(Action.FORWARD, CHIEF))


@pytest.mark.parametrize("is_satisfied", [True, None])
def test_an_answered_case_is_noted_on_only_for_a_sender_who_is_not_satisfied(
    is_satisfied: bool | None,
) -> None:
    with pytest.raises(WrongStateError):
        allowed(facts(**ANSWERED, is_satisfied=is_satisfied), make_act(Action.NOTE, CLERK))


def test_a_page_offers_what_can_be_done_and_nothing_else() -> None:
    assert possible(facts(), CLERK) == {
        Action.ACCEPT,
        Action.ASK,
        Action.NOT_ACCEPT,
        Action.FORWARD,
        Action.NOTE,
        Action.ANSWER_AT_ONCE,
        Action.REISSUE_CODE,
        Action.SPLIT,
        Action.SEAL,
        Action.NAME,
        Action.RELATE,
        Action.UNRELATE,
    }
    assert possible(facts(**ANSWERED, is_satisfied=False), CITIZEN) == {Action.REOPEN}
    assert possible(facts(state=State.ASSIGNED, unit_id=1), STRANGER) == set()


def test_every_action_with_needs_has_a_sample() -> None:
    assert {action for action in STEPS if STEPS[action].needs} <= set(DATA)
