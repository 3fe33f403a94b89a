"""Keeping and opening the contact of a sender; no opening without a log entry."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.errors import NotFoundError
from portal.keys import Keys, Purpose
from portal.people import store
from portal.people.details import ContactDetails, ReadingPurpose
from portal.people.models import Contact, ContactReading


class ContactMissingError(NotFoundError):
    """The sender gave no contact, or it has been erased."""

    code = "contact_missing"


@dataclass(frozen=True)
class ContactOwner:
    """The case, and its commune, that a contact belongs to."""

    authority_id: int
    case_id: int


def keep_contact(
    session: Session, keys: Keys, owner: ContactOwner, details: ContactDetails, *, now: datetime
) -> Contact:
    """Seal a sender's contact to one case: moved to another row it does not open."""
    sealed = keys.seal(Purpose.CONTACT, details.pack(), bound_to=_binding(owner.case_id))
    contact = Contact(
        case_id=owner.case_id, authority_id=owner.authority_id, sealed=sealed, created_at=now
    )
    session.add(contact)
    return contact


def open_contact(
    session: Session,
    keys: Keys,
    case_id: int,
    staff_id: int,
    purpose: ReadingPurpose,
    now: datetime,
) -> ContactDetails:
    """Return a contact and log the opening; needs a writing session, so no log means no contact.

    Raises `ContactMissingError`. Whether this person may open it is for the caller to judge.
    """
    contact = store.contact_of(session, case_id)
    if contact is None:
        raise ContactMissingError(case_id=case_id)
    authority_id = contact.authority_id
    reading = {"staff_id": staff_id, "purpose": purpose, "at": now}
    session.add(ContactReading(authority_id=authority_id, case_id=case_id, **reading))
    session.flush()
    return opened(keys, contact)


def opened(keys: Keys, contact: Contact) -> ContactDetails:
    """Unseal a contact for the portal's own use; for people there is `open_contact`."""
    packed = keys.unseal(Purpose.CONTACT, contact.sealed, bound_to=_binding(contact.case_id))
    return ContactDetails.unpack(packed)


def copy_contact(
    session: Session, keys: Keys, case_id: int, owner: ContactOwner, *, now: datetime
) -> None:
    """Give another case of the same sender the same contact, if there is one; nobody reads it."""
    contact = store.contact_of(session, case_id)
    if contact is not None:
        keep_contact(session, keys, owner, opened(keys, contact), now=now)


def _binding(case_id: int) -> bytes:
    return f"case/{case_id}".encode()
