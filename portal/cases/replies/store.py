"""The queries of replies."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.offices.models import Staff


def staff_names(session: Session, authority_id: int) -> Sequence[str]:
    """Return the names of everyone who works here or has worked here."""
    query = select(Staff.display_name).where(Staff.authority_id == authority_id)
    return session.scalars(query.order_by(Staff.id)).all()
