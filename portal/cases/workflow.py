"""The whole workflow as one table: from where, to where, who may, and what must be said."""

from collections.abc import Mapping
from types import MappingProxyType

from portal.cases.afterwards import AFTERWARDS
from portal.cases.conditions import (
    about_an_act,
    above_the_unit_when_reopened,
    already_accepted,
    an_inquiry,
    asked_to_explain,
    at_the_desk_unless_it_names,
    author_agreed,
    cleared_by_leaders,
    dissatisfied,
    explained,
    leads_nobody,
    named_sender,
    not_dispatched,
    not_merged,
    not_published,
    not_rated,
    not_reopened,
    not_settled,
    not_the_drafter,
    not_the_unit_before,
    not_to_whom_it_names,
    not_yet_accepted,
    not_yet_due,
    not_yet_extended,
    praise,
    published,
    to_be_answered_here,
    to_be_told,
    within_the_promise,
)
from portal.cases.kinds import Action, State, TextPart
from portal.cases.merging.steps import MERGING
from portal.cases.sealing.steps import SEALING
from portal.cases.step import ANY, OPEN, Step, states
from portal.offices.permissions import May

_WAITS = states(State.NEEDS_INFO)
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
        Action.ACCEPT: Step(
            states(State.RECEIVED),
            State.ACCEPTED,
            _TRIAGE | frozenset({May.LEAD}),
            conditions=(at_the_desk_unless_it_names,),
        ),
        # SUPPLY and RESUME lead back to where the question was asked (`CaseFacts.returns_to`).
        Action.ASK: Step(
            states(State.RECEIVED, State.ACCEPTED, State.ASSIGNED),
            State.NEEDS_INFO,
            _ASKING,
            texts=(TextPart.QUESTION,),
            conditions=(not_the_unit_before, not_merged),
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
            states(State.RECEIVED, State.NEEDS_INFO),
            State.NOT_ACCEPTED,
            _TRIAGE,
            needs=("outcome", "sent_to"),
            texts=(TextPart.REASON,),
            conditions=(not_yet_accepted,),
        ),
        # Also from a unit: that the matter is another office's may be found out late.
        Action.FORWARD: Step(
            states(State.RECEIVED, State.NEEDS_INFO, State.ACCEPTED, State.ASSIGNED),
            State.FORWARDED,
            _TRIAGE,
            needs=("sent_to",),
            conditions=(not_yet_accepted, above_the_unit_when_reopened, not_merged, leads_nobody),
        ),
        Action.ASSIGN: Step(
            states(State.ACCEPTED, State.ASSIGNED),
            State.ASSIGNED,
            _LEAD,
            needs=("unit_id", "due_on"),
            conditions=(to_be_answered_here, within_the_promise, not_to_whom_it_names, not_merged),
        ),
        # What the unit finds is not its own; the leaders give it to another one.
        Action.GIVE_BACK: Step(
            states(State.ASSIGNED),
            State.ACCEPTED,
            _HANDLE,
            texts=(TextPart.REASON,),
            conditions=(not_merged,),
        ),
        Action.NOTE: Step(
            OPEN | states(State.ANSWERED),
            None,
            frozenset({May.SEE_CASES}),
            texts=(TextPart.NOTE,),
            conditions=(not_settled,),
            or_beside=True,
        ),
        Action.DRAFT: Step(
            states(State.ASSIGNED),
            State.DRAFTED,
            _HANDLE,
            texts=(TextPart.REPLY, TextPart.POINTS),
            conditions=(to_be_answered_here, explained, not_merged),
        ),
        # An approved reply comes back too: the signer may refuse it.
        Action.RETURN: Step(
            states(State.DRAFTED, State.APPROVED),
            State.ASSIGNED,
            _APPROVE,
            texts=(TextPart.REASON,),
        ),
        Action.APPROVE: Step(
            states(State.DRAFTED),
            State.APPROVED,
            _APPROVE,
            conditions=(
                not_the_drafter,
                above_the_unit_when_reopened,
                to_be_answered_here,
                explained,
            ),
        ),
        Action.SIGN: Step(
            states(State.APPROVED),
            State.ANSWERED,
            _RECORD,
            needs=("document_number", "document_on", "document_signer"),
            conditions=(to_be_answered_here, explained),
        ),
        Action.ANSWER_AT_ONCE: Step(
            states(State.RECEIVED, State.ACCEPTED),
            State.ANSWERED,
            _TRIAGE,
            texts=(TextPart.REPLY,),
            conditions=(above_the_unit_when_reopened, to_be_answered_here, explained, not_merged),
        ),
        Action.PUBLISH: Step(
            states(State.ANSWERED),
            None,
            _PUBLISH,
            texts=(TextPart.PUBLIC_STORY, TextPart.PUBLIC_REPLY),
            conditions=(author_agreed, not_published, not_the_drafter),
        ),
        Action.UNPUBLISH: Step(
            ANY, None, _PUBLISH, texts=(TextPart.REASON,), conditions=(published,)
        ),
        Action.RATE_REPLY: Step(
            states(State.ANSWERED), None, None, needs=("is_satisfied",), conditions=(not_rated,)
        ),
        # Leads to a person above the unit, who decides who looks at it again; see the conditions
        # of APPROVE, FORWARD and ANSWER_AT_ONCE, too.
        Action.REOPEN: Step(
            states(State.ANSWERED),
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
            frozenset(State), None, _CONTACT, needs=("code_turn",), conditions=(named_sender,)
        ),
        # An appointment is made before the day promised, and once (giấy hẹn trả lời).
        Action.EXTEND: Step(
            states(State.ACCEPTED, State.ASSIGNED, State.DRAFTED),
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
        # The lane a case goes on in: another kind or subject, with the day it brings.
        Action.RECLASSIFY: Step(
            states(State.NEEDS_INFO, State.ACCEPTED, State.ASSIGNED),
            None,
            _TRIAGE | _LEAD,
            needs=("kind", "subject"),
            texts=(TextPart.REASON,),
            conditions=(already_accepted, not_merged, leads_nobody),
        ),
        # The light path: a question needs no document and no second pair of eyes, praise no answer.
        Action.ANSWER_LIGHTLY: Step(
            states(State.ASSIGNED),
            State.ANSWERED,
            _HANDLE,
            texts=(TextPart.REPLY,),
            conditions=(an_inquiry, above_the_unit_when_reopened, not_merged),
        ),
        Action.THANK: Step(
            states(State.RECEIVED, State.ACCEPTED),
            State.ANSWERED,
            _TRIAGE,
            needs=("unit_id",),
            texts=(TextPart.REPLY,),
            conditions=(praise, above_the_unit_when_reopened, not_merged),
        ),
        # Giải trình: the unit concerned says what it did and why, before anybody answers.
        Action.ASK_EXPLANATION: Step(
            states(State.ACCEPTED, State.ASSIGNED),
            None,
            _TRIAGE | _LEAD,
            needs=("explaining_unit_id",),
            texts=(TextPart.TO_EXPLAIN,),
            conditions=(about_an_act,),
        ),
        Action.EXPLAIN: Step(
            OPEN,
            None,
            _HANDLE,
            texts=(TextPart.EXPLANATION,),
            conditions=(asked_to_explain,),
            of_every_unit=True,
        ),
        Action.SPLIT: Step(OPEN, None, _TRIAGE, needs=("into",), conditions=(not_reopened,)),
        **SEALING,
        **AFTERWARDS,
        # Whom a case is about; taken from that unit if it lies there (`judging.next_state`).
        Action.NAME: Step(
            OPEN | states(State.ANSWERED),
            None,
            _TRIAGE | _LEAD,
            texts=(TextPart.REASON,),
            conditions=(cleared_by_leaders,),
        ),
        # All open work of a person or unit is given to another at once; days and drafts stay.
        Action.TAKE_OVER: Step(
            OPEN, None, _LEAD, needs=("from",), conditions=(not_to_whom_it_names,)
        ),
        # The transfer slip has left the house, with what stands on the signed original.
        Action.DISPATCH: Step(
            states(State.FORWARDED),
            None,
            _RECORD | _TRIAGE,
            needs=("document_number", "document_on", "document_signer"),
            conditions=(not_dispatched,),
        ),
        **MERGING,
    }
)
