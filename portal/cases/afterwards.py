"""The steps beside the way of a case: how an answered one ends, and what leaders order."""

from collections.abc import Mapping
from types import MappingProxyType

from portal.cases.conditions import (
    above_the_unit_when_reopened,
    dissatisfied_again,
    not_concluded,
    not_rated,
    of_the_unit_asked,
)
from portal.cases.kinds import Action, State, TextPart
from portal.cases.step import ANY, Step, states
from portal.offices.permissions import May

AFTERWARDS: Mapping[Action, Step] = MappingProxyType(
    {
        # After the second look: nothing new, and where to turn next. It stays unsatisfied.
        Action.CLOSE_UNSATISFIED: Step(
            states(State.ANSWERED),
            None,
            frozenset({May.APPROVE}),
            needs=("outcome", "sent_to"),
            texts=(TextPart.REASON,),
            conditions=(dissatisfied_again, above_the_unit_when_reopened),
        ),
        # The portal itself, for a sender who says nothing; never counted as satisfied.
        Action.CLOSE_UNCONFIRMED: Step(
            states(State.ANSWERED),
            None,
            None,
            needs=("outcome",),
            conditions=(not_rated, not_concluded),
        ),
        # Bút phê: a leader's note that is a task of a unit, whichever unit has the case.
        Action.DIRECT: Step(
            ANY,
            None,
            frozenset({May.LEAD}),
            needs=("unit_id", "due_on"),
            texts=(TextPart.DIRECTIVE,),
        ),
        Action.DIRECTIVE_DONE: Step(
            ANY,
            None,
            frozenset({May.HANDLE}),
            texts=(TextPart.DIRECTIVE_DONE,),
            conditions=(of_the_unit_asked,),
            of_every_unit=True,
        ),
    }
)
