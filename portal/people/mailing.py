"""How the portal itself reaches a sender: nobody reads the contact, and the sender can end it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.keys import Keys
from portal.people import store
from portal.people.contacts import opened
from portal.people.details import ContactDetails


@dataclass(frozen=True, repr=False)
class Reach:
    """Where a sender is reached, and whether letters still go there."""

    details: ContactDetails
    is_stopped: bool
    fails: bool


def reach_of(session: Session, keys: Keys, case_id: int) -> Reach | None:
    """Return where the sender of a case is reached; None when no contact is kept."""
    contact = store.contact_of(session, case_id)
    if contact is None:
        return None
    details = opened(keys, contact)
    stopped, failed = contact.mail_stopped_at, contact.mail_failed_at
    return Reach(details, stopped is not None, failed is not None)


def stop_mail(session: Session, case_id: int, *, now: datetime) -> None:
    """End the letters to a sender; a contact erased meanwhile gets none anyway."""
    store.mark_mail(session, case_id, mail_stopped_at=now)


def note_failure(session: Session, case_id: int, *, now: datetime) -> None:
    """Remember that the address of a sender takes no letters."""
    store.mark_mail(session, case_id, mail_failed_at=now)


def mail_fails(session: Session, case_id: int) -> bool:
    """Say whether somebody should call the sender instead of writing."""
    contact = store.contact_of(session, case_id)
    return contact is not None and contact.mail_failed_at is not None
