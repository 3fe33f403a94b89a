"""The whole workflow as one table: from where, to where, who may, and what must be said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from portal.cases.errors import (
    AboveTheUnitError,
    AuthorRefusedError,
    OnlyOnceError,
    SamePersonError,
    WrongStateError,
)
from portal.cases.kinds import Action, ReplyBy, State, TextPart
from portal.cases.projection import CaseFacts
from portal.errors import InvalidInputError, NotAllowedError
from portal.offices.permissions import May


@dataclass(frozen=True)
class Actor:
    """Who acts: a member of staff, or the citizen who holds the access code (`staff_id` None)."""

    staff_id: int | None
    unit_id: int | None = None
    may: frozenset[May] = frozenset()


CITIZEN = Actor(staff_id=None)


@dataclass(frozen=True)
class Act:
    """One thing somebody wants to do to a case.

    `data` holds codes, numbers and days, never words about people, for events cannot be erased.
    Its only free words are `sent_to`, an office, and `document_signer`, an official who signs in
    office and stands on the document anyway. `texts` holds everything else that was written.
    `seen` is the version of the case the person was looking at.
    """

    action: Action
    actor: Actor
    at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)
    texts: Mapping[TextPart, str] = field(default_factory=dict)
    seen: int | None = None


Condition = Callable[[CaseFacts, Act], None]


@dataclass(frozen=True)
class Step:
    """One row of the table; a `target` of None keeps the state, `may` of None is the citizen's.

    With `or_sender` the office may do it and the citizen too.
    """

    sources: frozenset[State]
    target: State | None
    may: frozenset[May] | None
    needs: tuple[str, ...] = ()
    texts: tuple[TextPart, ...] = ()
    conditions: tuple[Condition, ...] = ()
    or_sender: bool = False


def _not_the_drafter(facts: CaseFacts, act: Act) -> None:
    if facts.drafted_by_id is not None and facts.drafted_by_id == act.actor.staff_id:
        raise SamePersonError(action=act.action)


def _above_the_unit_when_reopened(facts: CaseFacts, act: Act) -> None:
    if facts.times_reopened and not act.actor.may >= _ABOVE_THE_UNIT:
        raise AboveTheUnitError(action=act.action)


def _not_yet_accepted(facts: CaseFacts, act: Act) -> None:
    # A question asked by the unit does not undo that the case was accepted.
    if facts.state is State.NEEDS_INFO and facts.returns_to is not State.RECEIVED:
        raise WrongStateError(action=act.action, state=facts.state)


def _to_be_told(facts: CaseFacts, act: Act) -> None:
    if facts.reply_by is ReplyBy.CODE:
        raise WrongStateError(action=act.action, state=facts.state)
    if facts.told_on is not None:
        raise OnlyOnceError(action=act.action, state=facts.state)


def _author_agreed(facts: CaseFacts, act: Act) -> None:
    if not facts.may_publish:
        raise AuthorRefusedError(action=act.action)


def _not_published(facts: CaseFacts, act: Act) -> None:
    if facts.published_at is not None:
        raise OnlyOnceError(action=act.action, state=facts.state)


def _published(facts: CaseFacts, act: Act) -> None:
    if facts.published_at is None:
        raise WrongStateError(action=act.action, state=facts.state)


def _not_rated(facts: CaseFacts, act: Act) -> None:
    if facts.is_satisfied is not None:
        raise OnlyOnceError(action=act.action, state=facts.state)


def _dissatisfied(facts: CaseFacts, act: Act) -> None:
    if facts.times_reopened:
        raise OnlyOnceError(action=act.action, state=facts.state)
    if facts.is_satisfied is not False:
        raise WrongStateError(action=act.action, state=facts.state)


def _within_the_promise(facts: CaseFacts, act: Act) -> None:
    # A unit's own day never lies after the day promised to the citizen.
    wanted = date.fromisoformat(str(act.data["due_on"]))
    if facts.due_on is not None and wanted > facts.due_on:
        raise InvalidInputError(due_on="after_promise")


def _named_sender(facts: CaseFacts, act: Act) -> None:
    if facts.is_anonymous:
        raise NotAllowedError(action=act.action)


def _states(*states: State) -> frozenset[State]:
    return frozenset(states)


_ABOVE_THE_UNIT = frozenset({May.APPROVE, May.SEE_ALL_UNITS})

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
        ),
        # The office writes down what was answered by telephone or at the counter.
        Action.SUPPLY: Step(_WAITS, None, _ASKING, texts=(TextPart.SUPPLEMENT,), or_sender=True),
        Action.RESUME: Step(_WAITS, None, _ASKING, texts=(TextPart.REASON,)),
        Action.NOT_ACCEPT: Step(
            _states(State.RECEIVED, State.NEEDS_INFO),
            State.NOT_ACCEPTED,
            _TRIAGE,
            needs=("outcome", "sent_to"),
            texts=(TextPart.REASON,),
            conditions=(_not_yet_accepted,),
        ),
        Action.FORWARD: Step(
            _states(State.RECEIVED, State.ACCEPTED), State.FORWARDED, _TRIAGE, needs=("sent_to",)
        ),
        Action.ASSIGN: Step(
            _states(State.ACCEPTED, State.ASSIGNED),
            State.ASSIGNED,
            _LEAD,
            needs=("unit_id", "due_on"),
            conditions=(_within_the_promise,),
        ),
        Action.NOTE: Step(OPEN, None, frozenset({May.SEE_CASES}), texts=(TextPart.NOTE,)),
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
            conditions=(_not_the_drafter, _above_the_unit_when_reopened),
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
            conditions=(_above_the_unit_when_reopened,),
        ),
        Action.PUBLISH: Step(
            _states(State.ANSWERED),
            None,
            _PUBLISH,
            texts=(TextPart.PUBLIC_STORY, TextPart.PUBLIC_REPLY),
            conditions=(_author_agreed, _not_published, _not_the_drafter),
        ),
        Action.UNPUBLISH: Step(
            ANY, None, _PUBLISH, texts=(TextPart.REASON,), conditions=(_published,)
        ),
        Action.RATE_REPLY: Step(
            _states(State.ANSWERED), None, None, needs=("is_satisfied",), conditions=(_not_rated,)
        ),
        # Leads to a person above the unit: see the conditions of APPROVE and ANSWER_AT_ONCE.
        Action.REOPEN: Step(
            _states(State.ANSWERED),
            State.ASSIGNED,
            None,
            texts=(TextPart.SUPPLEMENT,),
            conditions=(_dissatisfied,),
        ),
        # A person calls, hands over or writes; the portal sends nothing by itself.
        Action.TELL: Step(
            ANY - OPEN, None, _ASKING | _RECORD, needs=("way",), conditions=(_to_be_told,)
        ),
        Action.REISSUE_CODE: Step(
            ANY, None, _CONTACT, needs=("code_turn",), conditions=(_named_sender,)
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
    if action == Action.REOPEN and facts.unit_id is None:
        return State.ACCEPTED  # was answered at once: nobody has it yet
    return STEPS[action].target or facts.state


def possible(facts: CaseFacts, actor: Actor) -> frozenset[Action]:
    """Return the acts this actor could do now, whatever would still have to be said."""
    return frozenset(action for action in STEPS if _could(facts, actor, action))


def _could(facts: CaseFacts, actor: Actor, action: Action) -> bool:
    step = STEPS[action]
    act = Act(action, actor, facts.received_at, data={"due_on": facts.received_on.isoformat()})
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
    # Whoever does not see all units acts only on what lies with their own.
    if May.SEE_ALL_UNITS not in actor.may and actor.unit_id != facts.unit_id:
        raise NotAllowedError(action=act.action)
