"""Whom a case is about, noted by the desk or a leader: from then on they do not know of it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from portal.cases.handling import store
from portal.cases.handling.turns import Turn, case_in_turn, take
from portal.cases.handling.wording import written
from portal.cases.kinds import Action, TextPart
from portal.cases.models import Case
from portal.cases.named import NOBODY, Named
from portal.errors import InvalidInputError
from portal.offices.kinds import HEADS
from portal.offices.models import Staff


def note_whom(session: Session, turn: Turn, chosen: Named, reason: str, *, now: datetime) -> Named:
    """Note a unit, a person with their unit, or that it is nobody; return whom it names now.

    A case that lies with that unit waits to be given to another. Raises `InvalidInputError` (named
    `unknown`, `same`, `required` or `leaders`: those are sealed) and what `turns.take` raises.
    """
    case = case_in_turn(session, turn)
    named = _with_line(session, case, chosen)
    if named == Named(case.named_unit_id, case.named_staff_id):
        raise InvalidInputError(named="same" if named else "required")
    data = {"named_unit_id": named.unit_id, "named_staff_id": named.staff_id}
    texts = {TextPart.REASON: written(reason, "reason")}
    take(session, turn, Action.NAME, now=now, data=data, texts=texts)
    return named


def nameable_staff(session: Session, authority_id: int) -> Sequence[Staff]:
    """Return the active staff whom a case may name; what names the heads is sealed instead."""
    people = store.active_staff(session, authority_id)
    return [person for person in people if not person.roles & HEADS]


def _with_line(session: Session, case: Case, chosen: Named) -> Named:
    if not chosen:
        return NOBODY
    if chosen.staff_id is None:
        if chosen.unit_id not in store.unit_names(session, case.authority_id):
            raise InvalidInputError(named="unknown")
        return chosen
    person = store.people(session, case.authority_id, [chosen.staff_id]).get(chosen.staff_id)
    if person is None:
        raise InvalidInputError(named="unknown")
    if person.roles & HEADS:
        raise InvalidInputError(named="leaders")
    return Named(person.unit_id, person.id)
