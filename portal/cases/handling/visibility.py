"""Who may know of a case: one function; `portal.cases.handling.store.visible` says it in SQL."""

from dataclasses import dataclass

from portal.cases.acts import Actor
from portal.cases.named import NOBODY, Named, names
from portal.offices.permissions import May


@dataclass(frozen=True)
class Viewer:
    """A member of staff in front of the cases of their commune."""

    staff_id: int
    authority_id: int
    unit_id: int | None
    may: frozenset[May]

    def as_actor(self) -> Actor:
        return Actor(self.staff_id, self.unit_id, self.may)


def may_see(
    viewer: Viewer,
    authority_id: int,
    unit_id: int | None,
    handler_id: int | None = None,
    named: Named = NOBODY,
) -> bool:
    """Say whether a viewer may know of a case of this authority that lies with this unit.

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
    return unit_id is not None and unit_id == viewer.unit_id
