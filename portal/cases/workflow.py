"""The whole workflow as one table: from where, to where, who may, and what must be said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from portal.cases.acts import Act, Actor
from portal.cases.conditions import (
    above_the_unit_when_reopened,
    author_agreed,
    dissatisfied,
    named_sender,
    not_published,
    not_rated,
    not_settled,
    not_the_drafter,
    not_the_unit_before,
    not_yet_accepted,
    not_yet_due,
    not_yet_extended,
    published,
    to_be_told,
    within_the_promise,
)
from portal.cases.errors import WrongStateError
from portal.cases.kinds import Action, State, TextPart
from portal.cases.projection import CaseFacts
from portal.errors import InvalidInputError, NotAllowedError
from portal.offices.permissions import May

Condition = Callable[[CaseFacts, Act], None]


@dataclass(frozen=True)
class Step:
    """One row of the table; a `target` of None keeps the state, `may` of None is the citizen's.

    With `or_sender` the office may do it and the citizen too; with `of_every_unit` whoever may,
    may for cases of every unit.
    """

    sources: frozenset[State]
    target: State | None
    may: frozenset[May] | None
    needs: tuple[str, ...] = ()
    texts: tuple[TextPart, ...] = ()
    conditions: tuple[Condition, ...] = ()
    or_sender: bool = False
    of_every_unit: bool = False


def _states(*states: State) -> frozenset[State]:
    return frozenset(states)


OPEN = frozenset(state for state in State if state.is_open)
ANY = frozenset(State)
_WAITS = _states(State.NEEDS_INFO)
_TRIAGE = frozenset({May.TRIAGE})
_LEAD = frozenset({May.ASSIGN})
_HANDLE = frozenset({May.HANDLE})
_ASKING = _TRIAGE | _HANDLE
_APPROVE = frozenset({May.APPROVE})
_PUBLISH = frozenset({May.PUBLISH})
_RECORD = frozenset({May.RECORD_SIGNED})
_CONTACT = frozenset({May.SEE_CONTACT})

STEPS: Mapping[Action, Step] = MappingProxyType(
    {
        Action.ACCEPT: Step(_states(State.RECEIVED), State.ACCEPTED, _TRIAGE),
        # SUPPLY and RESUME lead back to where the question was asked (`CaseFacts.returns_to`).
        Action.ASK: Step(
            _states(State.RECEIVED, State.ACCEPTED, State.ASSIGNED),
            State.NEEDS_INFO,
            _ASKING,
            texts=(TextPart.QUESTION,),
            conditions=(not_the_unit_before,),
        ),
        # The office writes down what was answered by telephone or at the counter.
        Action.SUPPLY: Step(
            _WAITS,
            None,
            _ASKING,
            texts=(TextPart.SUPPLEMENT,),
            conditions=(not_the_unit_before,),
            or_sender=True,
        ),
        Action.RESUME: Step(
            _WAITS,
            None,
            _ASKING,
            texts=(TextPart.REASON,),
            conditions=(not_the_unit_before,),
        ),
        Action.NOT_ACCEPT: Step(
            _states(State.RECEIVED, State.NEEDS_INFO),
            State.NOT_ACCEPTED,
            _TRIAGE,
            needs=("outcome", "sent_to"),
            texts=(TextPart.REASON,),
            conditions=(not_yet_accepted,),
        ),
        # Also from a unit: that the matter is another office's may be found out late.
        Action.FORWARD: Step(
            _states(State.RECEIVED, State.NEEDS_INFO, State.ACCEPTED, State.ASSIGNED),
            State.FORWARDED,
            _TRIAGE,
            needs=("sent_to",),
            conditions=(not_yet_accepted, above_the_unit_when_reopened),
        ),
        Action.ASSIGN: Step(
            _states(State.ACCEPTED, State.ASSIGNED),
            State.ASSIGNED,
            _LEAD,
            needs=("unit_id", "due_on"),
            conditions=(within_the_promise,),
        ),
        # What the unit finds is not its own; the leaders give it to another one.
        Action.GIVE_BACK: Step(
            _states(State.ASSIGNED), State.ACCEPTED, _HANDLE, texts=(TextPart.REASON,)
        ),
        Action.NOTE: Step(
            OPEN | _states(State.ANSWERED),
            None,
            frozenset({May.SEE_CASES}),
            texts=(TextPart.NOTE,),
            conditions=(not_settled,),
        ),
        Action.DRAFT: Step(
            _states(State.ASSIGNED), State.DRAFTED, _HANDLE, texts=(TextPart.REPLY,)
        ),
        # An approved reply comes back too: the signer may refuse it.
        Action.RETURN: Step(
            _states(State.DRAFTED, State.APPROVED),
            State.ASSIGNED,
            _APPROVE,
            texts=(TextPart.REASON,),
        ),
        Action.APPROVE: Step(
            _states(State.DRAFTED),
            State.APPROVED,
            _APPROVE,
            conditions=(not_the_drafter, above_the_unit_when_reopened),
        ),
        Action.SIGN: Step(
            _states(State.APPROVED),
            State.ANSWERED,
            _RECORD,
            needs=("document_number", "document_on", "document_signer"),
        ),
        Action.ANSWER_AT_ONCE: Step(
            _states(State.RECEIVED, State.ACCEPTED),
            State.ANSWERED,
            _TRIAGE,
            texts=(TextPart.REPLY,),
            conditions=(above_the_unit_when_reopened,),
        ),
        Action.PUBLISH: Step(
            _states(State.ANSWERED),
            None,
            _PUBLISH,
            texts=(TextPart.PUBLIC_STORY, TextPart.PUBLIC_REPLY),
            conditions=(author_agreed, not_published, not_the_drafter),
        ),
        Action.UNPUBLISH: Step(
            ANY, None, _PUBLISH, texts=(TextPart.REASON,), conditions=(published,)
        ),
        Action.RATE_REPLY: Step(
            _states(State.ANSWERED), None, None, needs=("is_satisfied",), conditions=(not_rated,)
        ),
        # Leads to a person above the unit, who decides who looks at it again; see the conditions
        # of APPROVE, FORWARD and ANSWER_AT_ONCE, too.
        Action.REOPEN: Step(
            _states(State.ANSWERED),
            State.ACCEPTED,
            None,
            texts=(TextPart.SUPPLEMENT,),
            conditions=(dissatisfied,),
        ),
        # A person calls, hands over or writes; the portal sends nothing by itself.
        Action.TELL: Step(
            ANY - OPEN, None, _ASKING | _RECORD, needs=("way",), conditions=(to_be_told,)
        ),
        Action.REISSUE_CODE: Step(
            ANY, None, _CONTACT, needs=("code_turn",), conditions=(named_sender,)
        ),
        # An appointment is made before the day promised, and once (giấy hẹn trả lời).
        Action.EXTEND: Step(
            _states(State.ACCEPTED, State.ASSIGNED, State.DRAFTED),
            None,
            frozenset({May.EXTEND}),
            needs=("due_on", "extended_days", "calendar_version"),
            texts=(TextPart.REASON,),
            conditions=(not_yet_extended, not_yet_due, not_the_unit_before),
        ),
        # Whoever keeps the calendar moves all open cases at once, and reads none of them.
        Action.RECOMPUTE: Step(
            OPEN,
            None,
            frozenset({May.EDIT_CALENDAR}),
            needs=("calendar_version",),
            of_every_unit=True,
        ),
    }
)


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


def next_state(facts: CaseFacts, action: Action) -> State:
    """Return where the case stands after an allowed act."""
    if action in {Action.SUPPLY, Action.RESUME} and facts.returns_to is not None:
        return facts.returns_to
    return STEPS[action].target or facts.state


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
    # Whoever does not see all units acts only on what lies with their own.
    if May.SEE_ALL_UNITS not in actor.may and actor.unit_id != facts.unit_id:
        raise NotAllowedError(action=act.action)
