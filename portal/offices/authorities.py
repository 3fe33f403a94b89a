"""What a commune says about itself, changed by its administrator."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.errors import InvalidInputError
from portal.offices import store
from portal.offices.events import Actor, record
from portal.offices.models import Authority
from portal.offices.setup import Contact

LONGEST = {
    "address": 200,
    "hours": 200,
    "hotline": 40,
    "reception": 200,
    "regulation_receiver": 200,
    "leaders_receiver": 300,
    "leaders_source": 200,
    "regulation_address": 200,
    "regulation_phone": 60,
    "regulation_hours": 200,
}
# Fewer than five answers point at persons; more than fifty would hide every small counter.
SMALLEST_GROUPS = range(5, 51)
# What may be shown is decided in half months; a period is made of whole ones.
MONTH_STARTS = (1, 15)


@dataclass(frozen=True)
class Habits:
    """How the commune counts: the smallest group shown and the day its months begin."""

    smallest_group: int
    months_start_on: int


def change_details(
    session: Session, actor: Actor, contact: Contact, habits: Habits, *, now: datetime
) -> Authority:
    """Replace what citizens read about the commune and how it counts."""
    faults = {name: "length" for name, text in asdict(contact).items() if len(text) > LONGEST[name]}
    if habits.smallest_group not in SMALLEST_GROUPS:
        faults["smallest_group"] = "out_of_range"
    if habits.months_start_on not in MONTH_STARTS:
        faults["months_start_on"] = "out_of_range"
    if faults:
        raise InvalidInputError(**faults)
    authority = store.authority_by_id(session, actor.authority_id)
    values = asdict(contact) | asdict(habits)
    changed = sorted(name for name, value in values.items() if getattr(authority, name) != value)
    for name in changed:
        setattr(authority, name, values[name])
    record(session, actor, "authority_changed", now, fields=changed)
    return authority
