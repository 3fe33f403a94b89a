"""Who looks at the console, and how far ahead they look."""

from typing import cast

from flask import g
from sqlalchemy.orm import Session

from portal.calendar.days import WorkCalendar
from portal.calendar.stages import Limits, gross_before
from portal.calendar.store import limits_in_force, load_calendar
from portal.cases.handling.queues.deadlines import soon_until
from portal.cases.handling.queues.kinds import Horizon
from portal.cases.handling.visibility import Viewer
from portal.clock import local_day
from portal.web.session import request_now, signed_in


def viewer() -> Viewer:
    """Return the person signed in as the cases' rooms know them."""
    staff = signed_in()
    return Viewer(staff.id, staff.authority_id, staff.unit_id, staff.may, staff.lent)


def working_calendar(session: Session) -> tuple[WorkCalendar, Limits]:
    """Return the commune’s calendar and limits, read once for list and navigation of a page."""
    if "working_calendar" not in g:
        authority_id = signed_in().authority_id
        calendar = load_calendar(session, authority_id)
        limits = limits_in_force(session, authority_id, calendar.version)
        g.working_calendar = (calendar, limits)
    return cast("tuple[WorkCalendar, Limits]", g.working_calendar)


def horizon(session: Session) -> Horizon:
    """Return today with the days between which a stage begins and ends."""
    today = local_day(request_now())
    calendar, limits = working_calendar(session)
    return Horizon(
        today,
        soon_until(calendar, today, limits.soon),
        gross_before(calendar, today, limits),
    )
