"""The whole workflow as one table: from where, to where, who may, and what must be said."""

from collections.abc import Mapping
from types import MappingProxyType

from portal.cases.conditions import (
    about_an_act,
    above_the_unit_when_reopened,
    already_accepted,
    an_inquiry,
    asked_to_explain,
    author_agreed,
    dissatisfied,
    explained,
    leads_nobody,
    named_sender,
    not_dispatched,
    not_merged,
    not_published,
    not_purged,
    not_rated,
    not_reopened,
    not_settled,
    not_the_drafter,
    not_the_unit_before,
    not_yet_accepted,
    not_yet_due,
    not_yet_extended,
    praise,
    published,
    to_be_answered_here,
    to_be_told,
    within_the_promise,
)
from portal.cases.kinds import SEALED_STATES, Action, State, TextPart
from portal.cases.merging.steps import MERGING
from portal.cases.step import OPEN, Step
from portal.cases.step import states as _states
from portal.offices.permissions import May

ANY = frozenset(State) - SEALED_STATES
_WAITS = _states(State.NEEDS_INFO)
_TRIAGE = frozenset({May.TRIAGE})
_LEAD = frozenset({May.ASSIGN})
_HANDLE = frozenset({May.HANDLE})
_ASKING = _TRIAGE | _HANDLE
_APPROVE = frozenset({May.APPROVE})
_PUBLISH = frozenset({May.PUBLISH})
_RECORD = frozenset({May.RECORD_SIGNED})
_CONTACT = frozenset({May.SEE_CONTACT})
_SEALED = _states(State.SEALED)
_KEEP = frozenset({May.KEEP_SEALED})

STEPS: Mapping[Action, Step] = MappingProxyType(
    {
        Action.ACCEPT: Step(_states(State.RECEIVED), State.ACCEPTED, _TRIAGE),
        # SUPPLY and RESUME lead back to where the question was asked (`CaseFacts.returns_to`).
        Action.ASK: Step(
            _states(State.RECEIVED, State.ACCEPTED, State.ASSIGNED),
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
            conditions=(not_yet_accepted, above_the_unit_when_reopened, not_merged, leads_nobody),
        ),
        Action.ASSIGN: Step(
            _states(State.ACCEPTED, State.ASSIGNED),
            State.ASSIGNED,
            _LEAD,
            needs=("unit_id", "due_on"),
            conditions=(to_be_answered_here, within_the_promise, not_merged),
        ),
        # What the unit finds is not its own; the leaders give it to another one.
        Action.GIVE_BACK: Step(
            _states(State.ASSIGNED),
            State.ACCEPTED,
            _HANDLE,
            texts=(TextPart.REASON,),
            conditions=(not_merged,),
        ),
        Action.NOTE: Step(
            OPEN | _states(State.ANSWERED),
            None,
            frozenset({May.SEE_CASES}),
            texts=(TextPart.NOTE,),
            conditions=(not_settled,),
            or_beside=True,
        ),
        Action.DRAFT: Step(
            _states(State.ASSIGNED),
            State.DRAFTED,
            _HANDLE,
            texts=(TextPart.REPLY,),
            conditions=(to_be_answered_here, explained, not_merged),
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
            conditions=(
                not_the_drafter,
                above_the_unit_when_reopened,
                to_be_answered_here,
                explained,
            ),
        ),
        Action.SIGN: Step(
            _states(State.APPROVED),
            State.ANSWERED,
            _RECORD,
            needs=("document_number", "document_on", "document_signer"),
            conditions=(to_be_answered_here, explained),
        ),
        Action.ANSWER_AT_ONCE: Step(
            _states(State.RECEIVED, State.ACCEPTED),
            State.ANSWERED,
            _TRIAGE,
            texts=(TextPart.REPLY,),
            conditions=(above_the_unit_when_reopened, to_be_answered_here, explained, not_merged),
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
            frozenset(State), None, _CONTACT, needs=("code_turn",), conditions=(named_sender,)
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
        # The lane a case goes on in: another kind or subject, with the day it brings.
        Action.RECLASSIFY: Step(
            _states(State.NEEDS_INFO, State.ACCEPTED, State.ASSIGNED),
            None,
            _TRIAGE | _LEAD,
            needs=("kind", "subject"),
            texts=(TextPart.REASON,),
            conditions=(already_accepted, not_merged, leads_nobody),
        ),
        # The light path: a question needs no document and no second pair of eyes, praise no answer.
        Action.ANSWER_LIGHTLY: Step(
            _states(State.ASSIGNED),
            State.ANSWERED,
            _HANDLE,
            texts=(TextPart.REPLY,),
            conditions=(an_inquiry, above_the_unit_when_reopened, not_merged),
        ),
        Action.THANK: Step(
            _states(State.RECEIVED, State.ACCEPTED),
            State.ANSWERED,
            _TRIAGE,
            needs=("unit_id",),
            texts=(TextPart.REPLY,),
            conditions=(praise, above_the_unit_when_reopened, not_merged),
        ),
        # Giải trình: the unit concerned says what it did and why, before anybody answers.
        Action.ASK_EXPLANATION: Step(
            _states(State.ACCEPTED, State.ASSIGNED),
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
        # A complaint or a denunciation that was recognised: sealed, handed over, purged.
        Action.SEAL: Step(
            ANY,
            State.SEALED,
            _ASKING | _LEAD,
            needs=("kind", "handler_id"),
            texts=(TextPart.REASON,),
            conditions=(not_the_unit_before, not_merged, leads_nobody),
        ),
        Action.ENTRUST: Step(
            _SEALED | _states(State.HANDED_OVER),
            None,
            frozenset({May.ENTRUST_SEALED}),
            needs=("handler_id",),
            of_every_unit=True,
        ),
        Action.HAND_OVER: Step(
            _SEALED,
            State.HANDED_OVER,
            _KEEP,
            needs=("sent_to", "pages", "files"),
        ),
        Action.PURGE: Step(
            _states(State.HANDED_OVER), None, _KEEP, needs=("erased",), conditions=(not_purged,)
        ),
        # All open work of a person or unit is given to another at once; days and drafts stay.
        Action.TAKE_OVER: Step(OPEN, None, _LEAD, needs=("from",)),
        # The transfer slip has left the house, with what stands on the signed original.
        Action.DISPATCH: Step(
            _states(State.FORWARDED),
            None,
            _RECORD | _TRIAGE,
            needs=("document_number", "document_on", "document_signer"),
            conditions=(not_dispatched,),
        ),
        **MERGING,
    }
)
