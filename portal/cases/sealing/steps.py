"""The rows of the workflow about what the portal must not keep: sealed, handed over, erased."""

from collections.abc import Mapping
from types import MappingProxyType

from portal.cases.conditions import leads_nobody, not_merged, not_purged, not_the_unit_before
from portal.cases.kinds import Action, State, TextPart
from portal.cases.step import ANY, Step, states
from portal.offices.permissions import May

_FINDING = frozenset({May.TRIAGE, May.HANDLE, May.ASSIGN})
_KEEP = frozenset({May.KEEP_SEALED})
_SEALED = states(State.SEALED)

SEALING: Mapping[Action, Step] = MappingProxyType(
    {
        # A complaint or a denunciation that was recognised: sealed, handed over, purged.
        Action.SEAL: Step(
            ANY,
            State.SEALED,
            _FINDING,
            needs=("kind", "handler_id"),
            texts=(TextPart.REASON,),
            conditions=(not_the_unit_before, not_merged, leads_nobody),
        ),
        Action.ENTRUST: Step(
            _SEALED | states(State.HANDED_OVER),
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
            states(State.HANDED_OVER), None, _KEEP, needs=("erased",), conditions=(not_purged,)
        ),
    }
)
