"""What somebody who is away lends to a stand-in: the duties at cases, and to whom by their role."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from portal.offices.kinds import Role
from portal.offices.permissions import May, granted

# Duties at cases that everybody sees. Sealed cases have a keeper by name, accounts and set-up an
# administrator: those rights are never lent.
DUTIES = frozenset(
    {
        *(May.SEE_CASES, May.SEE_ALL_UNITS, May.SEE_CONTACT, May.TRIAGE, May.ASSIGN, May.HANDLE),
        *(May.APPROVE, May.RECORD_SIGNED, May.PUBLISH, May.EXTEND),
    }
)
MAY_STAND_IN: Mapping[Role, frozenset[Role]] = MappingProxyType(
    {
        Role.CHAIRPERSON: frozenset({Role.DEPUTY}),
        Role.DEPUTY: frozenset({Role.DEPUTY, Role.CHAIRPERSON, Role.CHIEF_OF_OFFICE}),
        Role.CHIEF_OF_OFFICE: frozenset({Role.CHIEF_OF_OFFICE, Role.DEPUTY}),
        Role.UNIT_HEAD: frozenset({Role.UNIT_HEAD, Role.CASE_OFFICER}),
        Role.CASE_OFFICER: frozenset({Role.CASE_OFFICER, Role.UNIT_HEAD}),
        Role.ONE_STOP_CLERK: frozenset({Role.ONE_STOP_CLERK, Role.CHIEF_OF_OFFICE}),
        Role.RECORDS_CLERK: frozenset(
            {Role.RECORDS_CLERK, Role.ONE_STOP_CLERK, Role.CHIEF_OF_OFFICE}
        ),
    }
)


@dataclass(frozen=True)
class Lent:
    """What one person has for now from another, beyond their own rights."""

    staff_id: int
    name: str
    may: frozenset[May]
    to_on: date


def lent_by(away: frozenset[Role]) -> frozenset[May]:
    """Return the duties of somebody who is away."""
    return granted(away & MAY_STAND_IN.keys()) & DUTIES


def may_stand_in(
    away: frozenset[Role], away_unit: int | None, stand_in: frozenset[Role], unit: int | None
) -> str:
    """Return what stands in the way, empty if nothing does: `no_duties`, `not_permitted`, `unit`.

    Whoever sees one unit only is stood in for by somebody of that unit: what a person sees must not
    grow by standing in.
    """
    duties = away & MAY_STAND_IN.keys()
    if not duties:
        return "no_duties"
    if not all(MAY_STAND_IN[role] & stand_in for role in duties):
        return "not_permitted"
    sees_all = May.SEE_ALL_UNITS in granted(away) and May.SEE_ALL_UNITS in granted(stand_in)
    return "" if sees_all or away_unit == unit else "other_unit"
