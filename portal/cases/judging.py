"""May this be done now? Every act is held against the one table of the workflow."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from portal.cases.acts import Act, Actor
from portal.cases.errors import WrongStateError
from portal.cases.facts import CaseFacts
from portal.cases.kinds import Action, State
from portal.cases.named import Named, names
from portal.cases.step import Step
from portal.cases.workflow import STEPS
from portal.errors import InvalidInputError, NotAllowedError
from portal.offices.permissions import May

NOTHING: Mapping[str, Any] = MappingProxyType({})


def allowed(facts: CaseFacts, act: Act) -> None:
    """Return when the act may be done, else raise what stands in its way.

    Raises `WrongStateError`, `NotAllowedError` (and its kinds) or `InvalidInputError`.
    """
    step = STEPS[act.action]
    _may(step, facts, act)
    if facts.state not in step.sources:
        raise WrongStateError(action=act.action, state=facts.state)
    missing = [name for name in step.needs if act.data.get(name) in (None, "")]
    missing += [part.value for part in step.texts if not act.texts.get(part)]
    if missing:
        raise InvalidInputError(**dict.fromkeys(missing, "required"))
    for condition in step.conditions:
        condition(facts, act)


def next_state(facts: CaseFacts, action: Action, data: Mapping[str, Any] = NOTHING) -> State:
    """Return where the case stands after an allowed act."""
    if action is Action.NAME and facts.lies_with(Named.of(data)) and facts.returns_to is None:
        return State.ACCEPTED
    if action in {Action.SUPPLY, Action.RESUME} and facts.returns_to is not None:
        return facts.returns_to
    return STEPS[action].target or facts.state


def on_behalf(act: Act) -> dict[str, int]:
    """Return for whom a stand-in acts, as the event says it; nothing for one's own right."""
    needed = STEPS[act.action].may or frozenset()
    staff_id = act.actor.stands_for(needed) if act.actor.staff_id is not None else None
    return {} if staff_id is None else {"for": staff_id}


def possible(facts: CaseFacts, actor: Actor, now: datetime | None = None) -> frozenset[Action]:
    """Return the acts this actor could do now, whatever would still have to be said.

    Without `now` it is asked as of the receipt, when nothing is late yet.
    """
    at = now or facts.received_at
    return frozenset(action for action in STEPS if _could(facts, actor, action, at))


def _could(facts: CaseFacts, actor: Actor, action: Action, at: datetime) -> bool:
    step = STEPS[action]
    act = Act(action, actor, at, data={"due_on": facts.received_on.isoformat()})
    try:
        _may(step, facts, act)
        for condition in step.conditions:
            condition(facts, act)
    except (NotAllowedError, WrongStateError):
        return False
    return facts.state in step.sources


def _may(step: Step, facts: CaseFacts, act: Act) -> None:
    actor = act.actor
    if actor.staff_id is None and (step.may is None or step.or_sender):
        return
    if actor.staff_id is None or step.may is None or not step.may & actor.may:
        raise NotAllowedError(action=act.action)
    if step.of_every_unit:
        return
    if names(facts.named, actor):
        raise NotAllowedError(action=act.action)
    if facts.is_sealed:
        _refuse_all_but_the_handler(facts, act)
        return
    # Whoever does not see all units acts only on what lies with their own.
    is_beside = step.or_beside and actor.unit_id in facts.coordinating
    if May.SEE_ALL_UNITS not in actor.may and actor.unit_id != facts.unit_id and not is_beside:
        raise NotAllowedError(action=act.action)


def _refuse_all_but_the_handler(facts: CaseFacts, act: Act) -> None:
    if act.actor.staff_id != facts.handler_id:
        raise NotAllowedError(action=act.action)
