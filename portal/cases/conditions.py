"""What stands in the way of an act beside its state and its role; each condition says it."""

from datetime import date

from portal.cases.acts import Act
from portal.cases.errors import (
    AboveTheUnitError,
    AuthorRefusedError,
    MergedError,
    NotExplainedError,
    OnlyForwardedError,
    OnlyOnceError,
    SamePersonError,
    WrongStateError,
)
from portal.cases.facts import CaseFacts
from portal.cases.kinds import CaseKind, ReplyBy, State
from portal.cases.named import Named
from portal.clock import local_day
from portal.errors import InvalidInputError, NotAllowedError
from portal.offices.permissions import May

_SECOND_EYES = frozenset({May.APPROVE, May.PUBLISH})
_ABOVE_THE_UNIT = frozenset({May.APPROVE, May.SEE_ALL_UNITS})


def not_the_drafter(facts: CaseFacts, act: Act) -> None:
    # Whoever stands in for the drafter with the drafter's own right is no second pair of eyes.
    lenders = {one.staff_id for one in act.actor.lent if one.may & _SECOND_EYES}
    if facts.drafted_by_id is not None and facts.drafted_by_id in {act.actor.staff_id, *lenders}:
        raise SamePersonError(action=act.action)


def above_the_unit_when_reopened(facts: CaseFacts, act: Act) -> None:
    if facts.times_reopened and not act.actor.may >= _ABOVE_THE_UNIT:
        raise AboveTheUnitError(action=act.action)


def not_yet_accepted(facts: CaseFacts, act: Act) -> None:
    # A question asked by the unit does not undo that the case was accepted.
    if facts.state is State.NEEDS_INFO and facts.returns_to is not State.RECEIVED:
        raise WrongStateError(action=act.action, state=facts.state)


def to_be_told(facts: CaseFacts, act: Act) -> None:
    if facts.reply_by is ReplyBy.CODE:
        raise WrongStateError(action=act.action, state=facts.state)
    if facts.told_on is not None:
        raise OnlyOnceError(action=act.action, state=facts.state)


def author_agreed(facts: CaseFacts, act: Act) -> None:
    if not facts.may_publish:
        raise AuthorRefusedError(action=act.action)


def not_published(facts: CaseFacts, act: Act) -> None:
    if facts.published_at is not None:
        raise OnlyOnceError(action=act.action, state=facts.state)


def published(facts: CaseFacts, act: Act) -> None:
    if facts.published_at is None:
        raise WrongStateError(action=act.action, state=facts.state)


def not_rated(facts: CaseFacts, act: Act) -> None:
    if facts.is_satisfied is not None:
        raise OnlyOnceError(action=act.action, state=facts.state)


def dissatisfied(facts: CaseFacts, act: Act) -> None:
    if facts.times_reopened:
        raise OnlyOnceError(action=act.action, state=facts.state)
    if facts.is_satisfied is not False:
        raise WrongStateError(action=act.action, state=facts.state)


def within_the_promise(facts: CaseFacts, act: Act) -> None:
    # A unit's own day never lies after the day promised to the citizen.
    wanted = date.fromisoformat(str(act.data["due_on"]))
    if facts.due_on is not None and wanted > facts.due_on:
        raise InvalidInputError(due_on="after_promise")


def not_yet_extended(facts: CaseFacts, act: Act) -> None:
    if facts.extended_on is not None:
        raise OnlyOnceError(action=act.action, state=facts.state)


def not_yet_due(facts: CaseFacts, act: Act) -> None:
    """Refuse to put off what was not promised, or what is late: a late answer says why instead."""
    if facts.due_on is None or local_day(act.at) > facts.due_on:
        raise WrongStateError(action=act.action, state=facts.state)


def not_settled(facts: CaseFacts, act: Act) -> None:
    # A sender who is not satisfied leaves something to be said about an answered case.
    if facts.state is State.ANSWERED and facts.is_satisfied is not False:
        raise WrongStateError(action=act.action, state=facts.state)


def named_sender(facts: CaseFacts, act: Act) -> None:
    if facts.is_anonymous:
        raise NotAllowedError(action=act.action)


def not_the_unit_before(facts: CaseFacts, act: Act) -> None:
    """Refuse the unit that had a case which waits to be given to one; it may still read it."""
    is_of_a_unit = act.actor.staff_id is not None and May.SEE_ALL_UNITS not in act.actor.may
    if is_of_a_unit and facts.unit_in_charge is None:
        raise NotAllowedError(action=act.action)


def to_be_answered_here(facts: CaseFacts, act: Act) -> None:
    """Refuse to handle what is said about a regulation (NĐ 20/2008, Điều 9 khoản 1 điểm d)."""
    if facts.only_forwarded:
        raise OnlyForwardedError(action=act.action)


def explained(facts: CaseFacts, act: Act) -> None:
    if facts.owes_explanation:
        raise NotExplainedError(action=act.action)


def about_an_act(facts: CaseFacts, act: Act) -> None:
    if not facts.owes_explanation:
        raise WrongStateError(action=act.action, state=facts.state)


def asked_to_explain(facts: CaseFacts, act: Act) -> None:
    if facts.explaining_unit_id is None or facts.explained_on is not None:
        raise WrongStateError(action=act.action, state=facts.state)
    is_about_them = act.actor.staff_id == facts.named.staff_id
    if is_about_them or act.actor.unit_id != facts.explaining_unit_id:
        raise NotAllowedError(action=act.action)


def an_inquiry(facts: CaseFacts, act: Act) -> None:
    if facts.kind is not CaseKind.INQUIRY:
        raise WrongStateError(action=act.action, state=facts.state)


def praise(facts: CaseFacts, act: Act) -> None:
    if facts.kind is not CaseKind.PRAISE:
        raise WrongStateError(action=act.action, state=facts.state)


def not_purged(facts: CaseFacts, act: Act) -> None:
    if facts.purged_on is not None:
        raise OnlyOnceError(action=act.action, state=facts.state)


def already_accepted(facts: CaseFacts, act: Act) -> None:
    # Before that, accepting is what sets the lane.
    if facts.returns_to is State.RECEIVED:
        raise WrongStateError(action=act.action, state=facts.state)


def not_reopened(facts: CaseFacts, act: Act) -> None:
    if facts.times_reopened:
        raise WrongStateError(action=act.action, state=facts.state)


def dissatisfied_again(facts: CaseFacts, act: Act) -> None:
    """Ask for a sender who is still not satisfied after somebody above the unit looked again."""
    if not facts.times_reopened or facts.is_satisfied is not False:
        raise WrongStateError(action=act.action, state=facts.state)
    not_concluded(facts, act)


def not_concluded(facts: CaseFacts, act: Act) -> None:
    if facts.outcome:
        raise OnlyOnceError(action=act.action, state=facts.state)


def of_the_unit_asked(facts: CaseFacts, act: Act) -> None:
    """Refuse to end another unit's task; which tasks it has, is judged where it is written."""
    if act.actor.unit_id is None or act.data.get("unit_id") != act.actor.unit_id:
        raise NotAllowedError(action=act.action)


def at_the_desk_unless_it_names(facts: CaseFacts, act: Act) -> None:
    """Let leaders accept what names the desk or one of it; the rest is the desk's."""
    if May.TRIAGE not in act.actor.may and not facts.named:
        raise NotAllowedError(action=act.action)


def not_to_whom_it_names(facts: CaseFacts, act: Act) -> None:
    if facts.named.unit_id is not None and act.data.get("unit_id") == facts.named.unit_id:
        raise InvalidInputError(unit_id="named")
    if facts.named.unit_id is not None and facts.named.unit_id in act.data.get("beside", ()):
        raise InvalidInputError(beside="named")
    if facts.named.staff_id is not None and act.data.get("officer_id") == facts.named.staff_id:
        raise InvalidInputError(officer_id="named")


def cleared_by_leaders(facts: CaseFacts, act: Act) -> None:
    """Let only leaders say that a case names nobody after all."""
    clears = facts.named and not Named.of(act.data)
    if clears and May.LEAD not in act.actor.may:
        raise NotAllowedError(action=act.action)


def not_merged(facts: CaseFacts, act: Act) -> None:
    """Refuse what a case does not do by itself while another one's answer is its answer, too."""
    if facts.merged_into_id is not None and "along" not in act.data:
        raise MergedError(action=act.action)


def merged(facts: CaseFacts, act: Act) -> None:
    if facts.merged_into_id is None:
        raise WrongStateError(action=act.action, state=facts.state)


def leads_nobody(facts: CaseFacts, act: Act) -> None:
    """Refuse what would leave the cases merged into this one without their answer."""
    if facts.followers:
        raise MergedError(action=act.action)


def leads_somebody(facts: CaseFacts, act: Act) -> None:
    if not facts.followers:
        raise WrongStateError(action=act.action, state=facts.state)


def not_dispatched(facts: CaseFacts, act: Act) -> None:
    if facts.document_number:
        raise OnlyOnceError(action=act.action, state=facts.state)
