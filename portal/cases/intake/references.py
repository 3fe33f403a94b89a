"""The number a case goes by in the commune: prefix, day, and the day's next number."""

from datetime import date

from sqlalchemy.orm import Session

from portal.cases.intake import store


def next_reference(session: Session, authority_id: int, day: date) -> str:
    """Return the next reference of a local day; it holds the day's row until the commit."""
    prefix = store.reference_prefix(session, authority_id)
    number = store.next_number(session, authority_id, day)
    return f"{prefix}-{day:%y%m%d}-{number:03}"
