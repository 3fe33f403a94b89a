"""Every query of personal data."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.people.models import Contact, ContactReading, Erasure


def contact_of(session: Session, case_id: int) -> Contact | None:
    return session.get(Contact, case_id)


def has_contact(session: Session, case_id: int) -> bool:
    """Say whether there is a contact, without reading it."""
    query = select(Contact.case_id).where(Contact.case_id == case_id)
    return session.scalar(query) is not None


def mark_mail(session: Session, case_id: int, **moment: datetime) -> None:
    """Write since when no letter goes to a contact, and why."""
    session.execute(update(Contact).where(Contact.case_id == case_id).values(**moment))


def readings_of(session: Session, case_id: int) -> Sequence[ContactReading]:
    """Return who opened a contact and for what, oldest first."""
    query = select(ContactReading).where(ContactReading.case_id == case_id)
    return session.scalars(query.order_by(ContactReading.id)).all()


def erasures_of(session: Session, case_id: int) -> Sequence[Erasure]:
    """Return the tombstones of a case, oldest first."""
    query = select(Erasure).where(Erasure.case_id == case_id)
    return session.scalars(query.order_by(Erasure.id)).all()
