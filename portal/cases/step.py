"""One row of the workflow: from where, to where, who may, and what must be said."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.cases.acts import Act
from portal.cases.facts import CaseFacts
from portal.cases.kinds import SEALED_STATES, State, TextPart
from portal.offices.permissions import May

Condition = Callable[[CaseFacts, Act], None]


@dataclass(frozen=True)
class Step:
    """One row of the table; a `target` of None keeps the state, `may` of None is the citizen's.

    With `or_sender` the office may do it and the citizen too, with `or_beside` a coordinating
    unit, too; with `of_every_unit` whoever may, may for cases of every unit, sealed ones too.
    """

    sources: frozenset[State]
    target: State | None
    may: frozenset[May] | None
    needs: tuple[str, ...] = ()
    texts: tuple[TextPart, ...] = ()
    conditions: tuple[Condition, ...] = ()
    or_sender: bool = False
    or_beside: bool = False
    of_every_unit: bool = False


def states(*named: State) -> frozenset[State]:
    return frozenset(named)


OPEN = frozenset(state for state in State if state.is_open)
ANY = frozenset(State) - SEALED_STATES
