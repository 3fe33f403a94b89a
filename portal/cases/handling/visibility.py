"""Who may know of a case: one function; `portal.cases.handling.store.visible` says it in SQL."""

from dataclasses import dataclass

from portal.cases.acts import Actor
from portal.cases.facts import units_beside
from portal.cases.models import Case
from portal.cases.named import NOBODY, Named, names
from portal.offices.lending import Lent
from portal.offices.permissions import May


@dataclass(frozen=True)
class Viewer:
    """A member of staff in front of the cases of their commune."""

    staff_id: int
    authority_id: int
    unit_id: int | None
    may: frozenset[May]
    lent: tuple[Lent, ...] = ()

    def as_actor(self) -> Actor:
        return Actor(self.staff_id, self.unit_id, self.may, self.lent)


def may_see(
    viewer: Viewer,
    authority_id: int,
    unit_id: int | None,
    handler_id: int | None = None,
    named: Named = NOBODY,
    beside: str = "",
) -> bool:
    """Say whether a viewer may know of a case of this authority with this unit and those beside it.

    A case that lies with no unit yet is seen only by those who see all units: a person without a
    unit must not see it because nothing equals nothing. A sealed case is seen by its handler, and
    none by whom it names or their line.
    """
    if May.SEE_CASES not in viewer.may or viewer.authority_id != authority_id:
        return False
    if names(named, viewer):
        return False
    if handler_id is not None:
        return handler_id == viewer.staff_id
    if May.SEE_ALL_UNITS in viewer.may:
        return True
    return viewer.unit_id is not None and viewer.unit_id in {unit_id, *units_beside(beside)}


def is_only_beside(viewer: Viewer, case: Case) -> bool:
    """Say whether a viewer reads a case only because their unit coordinates."""
    return May.SEE_ALL_UNITS not in viewer.may and viewer.unit_id != case.unit_id
