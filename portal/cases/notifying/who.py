"""Which step is told to whom: one table, without a database."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from portal.cases.kinds import Action, ReplyBy, State
from portal.notices.kinds import Kind, Way


class Receivers(StrEnum):
    """Who among the staff a step concerns."""

    HANDLERS = "handlers"  # the officer named, else those of the unit who handle cases
    APPROVERS = "approvers"  # who may approve the draft that was just written
    DRAFTER = "drafter"  # whose draft came back


TO_SENDER: Mapping[Action, Kind] = MappingProxyType(
    {
        Action.SUBMIT: Kind.RECEIVED,
        Action.ASK: Kind.ASKED,
        Action.EXTEND: Kind.POSTPONED,
        Action.RECOMPUTE: Kind.POSTPONED,
        Action.SIGN: Kind.ANSWERED,
        Action.ANSWER_AT_ONCE: Kind.ANSWERED,
        Action.ANSWER_LIGHTLY: Kind.ANSWERED,
        Action.THANK: Kind.ANSWERED,
        Action.NOT_ACCEPT: Kind.ENDED,
        Action.FORWARD: Kind.ENDED,
    }
)
TO_STAFF: Mapping[Action, tuple[Kind, Receivers]] = MappingProxyType(
    {
        Action.ASSIGN: (Kind.ASSIGNED, Receivers.HANDLERS),
        Action.SUPPLY: (Kind.SUPPLIED, Receivers.HANDLERS),
        Action.DRAFT: (Kind.TO_APPROVE, Receivers.APPROVERS),
        Action.RETURN: (Kind.RETURNED, Receivers.DRAFTER),
    }
)
# What a machine outside is not told: talk among colleagues, and what changes no state.
NOT_FOR_MACHINES = frozenset({Action.NOTE, Action.REISSUE_CODE, Action.RECOMPUTE, Action.TELL})
WAYS: Mapping[ReplyBy, Way] = MappingProxyType({ReplyBy.EMAIL: Way.EMAIL, ReplyBy.PHONE: Way.PHONE})
_OPEN = frozenset(state for state in State if state.is_open)
_CLOSED = frozenset(State) - _OPEN
# In which states a notice that had to wait still says something true.
STILL_TRUE: Mapping[Kind, frozenset[State]] = MappingProxyType(
    {
        Kind.ASKED: frozenset({State.NEEDS_INFO}),
        Kind.POSTPONED: _OPEN,
        Kind.ANSWERED: _CLOSED,
        Kind.ENDED: _CLOSED,
        Kind.ASSIGNED: frozenset({State.ASSIGNED, State.NEEDS_INFO}),
        Kind.RETURNED: frozenset({State.ASSIGNED}),
        Kind.TO_APPROVE: frozenset({State.DRAFTED}),
        Kind.SUPPLIED: _OPEN,
        Kind.DUE_SOON: _OPEN,
        Kind.DUE_TODAY: _OPEN,
        Kind.OVERDUE: _OPEN,
        Kind.GROSSLY_OVERDUE: _OPEN,
    }
)
