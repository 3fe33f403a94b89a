"""A procedure as somebody typed it: by its code, or by its name without diacritics."""

from sqlalchemy.orm import Session

from portal.errors import InvalidInputError
from portal.offices.store import procedures_of
from portal.search import fold


def procedure_typed(session: Session, authority_id: int, typed: str) -> int:
    """Return the id of the procedure in use that was typed.

    Raises `InvalidInputError` (procedure `unknown`, or `several` where a name fits more than one).
    """
    rows = procedures_of(session, authority_id, only_active=True)
    code = typed.partition(" ")[0]
    found = [row.id for row in rows if row.code == code]
    found = found or [row.id for row in rows if fold(row.name) == fold(typed)]
    found = found or [row.id for row in rows if fold(typed) in fold(row.name)]
    if len(found) == 1:
        return found[0]
    raise InvalidInputError(procedure="several" if found else "unknown")
