"""The rows of the workflow about several cases on one matter."""

from collections.abc import Mapping
from types import MappingProxyType

from portal.cases.conditions import (
    explained,
    leads_nobody,
    leads_somebody,
    merged,
    not_merged,
    not_reopened,
    not_to_whom_it_names,
    to_be_answered_here,
)
from portal.cases.kinds import SEALED_STATES, Action, State, TextPart
from portal.cases.step import OPEN, Step, states
from portal.offices.permissions import May

_GATHERING = frozenset({May.TRIAGE, May.ASSIGN})
_PARTING = _GATHERING | {May.HANDLE}
_WITH_A_UNIT = states(State.ACCEPTED, State.ASSIGNED)

MERGING: Mapping[Action, Step] = MappingProxyType(
    {
        Action.RELATE: Step(frozenset(State) - SEALED_STATES, None, _GATHERING, needs=("other",)),
        Action.UNRELATE: Step(frozenset(State) - SEALED_STATES, None, _GATHERING, needs=("other",)),
        # The follower: it keeps its code, its clock and its place in every figure.
        Action.MERGE: Step(
            _WITH_A_UNIT,
            State.ASSIGNED,
            _GATHERING,
            needs=("merged_into_id", "into", "unit_id"),
            conditions=(
                *(not_merged, leads_nobody, not_reopened, to_be_answered_here, explained),
                not_to_whom_it_names,
            ),
        ),
        # The case that is answered; written with MERGE, so that neither goes on unseen.
        Action.GATHER: Step(
            states(State.ASSIGNED),
            None,
            _GATHERING,
            needs=("follower",),
            conditions=(not_merged, not_reopened),
        ),
        Action.UNMERGE: Step(_WITH_A_UNIT, None, _PARTING, conditions=(merged,)),
        Action.RELEASE: Step(
            OPEN, None, _PARTING, needs=("follower",), conditions=(leads_somebody,)
        ),
        # The answer of the other case, delivered to this author as well.
        Action.ANSWER_TOGETHER: Step(
            _WITH_A_UNIT,
            State.ANSWERED,
            frozenset({May.TRIAGE, May.RECORD_SIGNED, May.HANDLE}),
            needs=("with", "drafted_by_id"),
            texts=(TextPart.REPLY,),
            conditions=(merged, to_be_answered_here, explained),
            of_every_unit=True,
        ),
    }
)
