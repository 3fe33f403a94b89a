"""Whom a case is about: they and their line do not know of it.

The line is the unit named, or the unit of the person named: whoever works beside, below or above
them there. Who leads the whole office (chief of office, chairperson, deputies) stays able, unless
named in person.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

from portal.offices.lending import Lent
from portal.offices.permissions import May


class Eyes(Protocol):
    """Somebody who would look or act."""

    @property
    def staff_id(self) -> int | None: ...
    @property
    def unit_id(self) -> int | None: ...
    @property
    def may(self) -> frozenset[May]: ...
    @property
    def lent(self) -> tuple[Lent, ...]: ...


class Named(NamedTuple):
    """The unit and the person a case names; a person's unit is that of the day they were named."""

    unit_id: int | None = None
    staff_id: int | None = None

    def __bool__(self) -> bool:
        return self != (None, None)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Named":
        return cls(data.get("named_unit_id"), data.get("named_staff_id"))


NOBODY = Named()


def themselves(who: Eyes) -> set[int | None]:
    """Return the person and those they stand in for now."""
    return {who.staff_id, *(lent.staff_id for lent in who.lent)}


def names(named: Named, who: Eyes) -> bool:
    """Say whether a case that names these is about somebody or their line.

    Whoever stands in for somebody named is as blind to it as they are.
    """
    if named.staff_id is not None and named.staff_id in themselves(who):
        return True
    is_of_the_unit = named.unit_id is not None and named.unit_id == who.unit_id
    return is_of_the_unit and May.LEAD not in who.may
