"""Choosing the administrative procedure one came for, on a page of its own and without a script."""

from collections.abc import Sequence

from portal.errors import NotFoundError
from portal.fieldwork.places import Place
from portal.offices.models import Procedure
from portal.offices.store import owned, procedures_of
from portal.search import fold
from portal.web.citizen.rating_page import ChosenProcedure
from portal.web.numbers import row_id
from portal.web.session import database


def procedure_of(place: Place, sent_id: str) -> ChosenProcedure | None:
    """Return the procedure behind an id as sent; None if it is none of the place's commune."""
    try:
        wanted = row_id(sent_id)
        with database().reading() as session:
            found = owned(session, Procedure, place.authority_id, wanted)
            return ChosenProcedure(found.id, found.name)
    except (ValueError, NotFoundError):
        return None


def procedures_by_field(place: Place, words: str) -> dict[str, Sequence[ChosenProcedure]]:
    """Return the procedures that contain all words (diacritics do not matter), by field."""
    wanted = fold(words).split()
    fields: dict[str, list[ChosenProcedure]] = {}
    with database().reading() as session:
        for row in procedures_of(session, place.authority_id, only_active=True):
            text = fold(f"{row.name} {row.code} {row.field}")
            if all(word in text for word in wanted):
                fields.setdefault(row.field, []).append(ChosenProcedure(row.id, row.name))
    return dict(fields)
