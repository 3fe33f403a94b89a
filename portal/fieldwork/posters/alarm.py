"""The dead-poster alarm of a commune, as its administrator and `portal doctor` hear it."""

from datetime import date

from sqlalchemy.orm import Session

from portal.calendar.days import CalendarMissingError
from portal.calendar.store import load_calendar
from portal.fieldwork.posters import store
from portal.fieldwork.posters.quiet import quiet_posters, quiet_rule


def quiet_ids(session: Session, authority_id: int, today: date) -> set[int]:
    """Return the hanging posters that nobody came by lately, while others were.

    Without a calendar of the year nobody can count working days: then none is pointed out.
    """
    hanging = store.hanging(session, authority_id)
    if not hanging:
        return set()
    try:
        calendar = load_calendar(session, authority_id)
        return quiet_posters(hanging, calendar, today, quiet_rule())
    except CalendarMissingError:
        return set()
