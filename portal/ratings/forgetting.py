"""Forgetting which submission ids were spent, once no form can be sent again."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.clock import local_day
from portal.ratings import store


def forget_spent_submissions(session: Session, *, now: datetime) -> int:
    """Delete the digests whose day has come and return how many."""
    return store.forget_submissions(session, local_day(now))
