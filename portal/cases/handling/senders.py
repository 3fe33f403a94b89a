"""Who wrote: opened for a stated purpose, and given a new access code at the counter."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.access_codes import AccessCode
from portal.cases.handling.turns import Turn, case_in_turn
from portal.cases.handling.visibility import is_only_beside
from portal.cases.intake.reissue import reissue_access_code
from portal.errors import ChangedMeanwhileError, InvalidInputError, NotAllowedError
from portal.keys import Keys
from portal.offices.permissions import May
from portal.people.contacts import open_contact
from portal.people.details import ContactDetails, ReadingPurpose


def open_sender(
    session: Session, keys: Keys, turn: Turn, purpose: ReadingPurpose, *, now: datetime
) -> ContactDetails:
    """Return how to reach the sender and log who asked and what for.

    Raises `NotAllowedError`, `NotFoundError` or `ContactMissingError`.
    """
    case = case_in_turn(session, turn)
    # A coordinating unit answers nobody, so it needs nobody's address.
    if May.SEE_CONTACT not in turn.viewer.may or is_only_beside(turn.viewer, case):
        raise NotAllowedError(case_id=case.id)
    return open_contact(session, keys, case.id, turn.viewer.staff_id, purpose, now)


def give_new_code(
    session: Session,
    turn: Turn,
    made: tuple[AccessCode, str],
    *,
    identity_was_shown: bool,
    now: datetime,
) -> AccessCode:
    """Replace the access code for a named sender who stands at the counter.

    `made` comes from `portal.cases.intake.reissue.new_code`, hashed before the transaction.
    """
    if not identity_was_shown:
        raise InvalidInputError(identity_was_shown="required")
    case = case_in_turn(session, turn)
    if turn.seen is not None and turn.seen != case.version:
        raise ChangedMeanwhileError(case_id=case.id)
    return reissue_access_code(session, case, turn.viewer.as_actor(), made, now=now)
