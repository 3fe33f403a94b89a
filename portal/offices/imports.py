"""Take over staff and procedures from workbooks: every row or none, and one event for all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.offices import staff_store, store
from portal.offices.errors import NameTakenError, RowRefusedError
from portal.offices.events import Actor, record
from portal.offices.models import Procedure, Staff
from portal.offices.procedures_xlsx import ProcedureRow
from portal.offices.staff_xlsx import StaffRow
from portal.offices.staffing import Person, hire


@dataclass(frozen=True)
class Imported:
    """What an import did to the list of procedures."""

    added: int
    changed: int
    closed: int


def import_staff(
    session: Session, actor: Actor, rows: Sequence[StaffRow], *, now: datetime
) -> list[Staff]:
    """Open an account for every row, or raise `RowRefusedError` for the first that does not fit."""
    taken = staff_store.usernames_taken(session, [row.username for row in rows])
    units = {unit.name: unit.id for unit in store.units_of(session, actor.authority_id)}
    hired = []
    for row in rows:
        if row.username in taken:
            raise RowRefusedError(row.row, "name_taken", row.username)
        if row.unit_name and row.unit_name not in units:
            raise RowRefusedError(row.row, "unknown", row.unit_name)
        try:
            person = Person(row.name, units.get(row.unit_name or ""), row.roles)
            hired.append(hire(session, actor, row.username, person, now=now))
        except NameTakenError as error:  # someone opened the same account a moment ago
            raise RowRefusedError(row.row, "name_taken", row.username) from error
    record(session, actor, "staff_imported", now, count=len(hired))
    return hired


def import_procedures(
    session: Session,
    actor: Actor,
    rows: Iterable[ProcedureRow],
    *,
    replaces: bool,
    now: datetime,
) -> Imported:
    """Add what is new, correct what is known and put it back in use.

    With `replaces`, what the rows no longer name goes out of use; it is never deleted, because
    ratings point at it.
    """
    known = store.procedures_by_code(session, actor.authority_id)
    named = {row.code: row for row in rows}
    added = [row for code, row in named.items() if code not in known]
    changed = [row for code, row in named.items() if code in known and _corrects(row, known[code])]
    session.add_all(
        Procedure(authority_id=actor.authority_id, code=row.code, name=row.name, field=row.field)
        for row in added
    )
    gone = [row for code, row in known.items() if code not in named and row.is_active]
    closed = gone if replaces else []
    for procedure in closed:
        procedure.is_active = False
    done = Imported(len(added), len(changed), len(closed))
    record(session, actor, "procedures_imported", now, **vars(done))
    return done


def _corrects(row: ProcedureRow, known: Procedure) -> bool:
    """Write a row over what is known; say whether anything was different."""
    before = (known.name, known.field, known.is_active)
    known.name, known.field, known.is_active = row.name, row.field, True
    return before != (row.name, row.field, True)
