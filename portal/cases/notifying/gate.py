"""Whether a notice that had to wait may still go: asked at the last moment before it does."""

from sqlalchemy.orm import Session

from portal.calendar.stages import stands_still
from portal.cases.handling.store import visible_case
from portal.cases.handling.visibility import Viewer
from portal.cases.kinds import State
from portal.cases.models import Case
from portal.cases.notifying import store
from portal.cases.notifying.who import STILL_TRUE
from portal.cases.store import case_by_id
from portal.notices.kinds import REMINDERS, Because
from portal.notices.models import Notice
from portal.offices.permissions import granted


def lost_its_point(session: Session, notice: Notice) -> Because | None:
    """Say why a notice is not sent: sealed, overtaken, or no longer that person's to know."""
    case = case_by_id(session, notice.case_id) if notice.case_id is not None else None
    if case is None:
        return None
    if case.handler_id is not None:
        return Because.SEALED
    if notice.kind in STILL_TRUE and State(case.state) not in STILL_TRUE[notice.kind]:
        return Because.OVER
    if notice.kind in REMINDERS and _is_overtaken(case, notice):
        return Because.OVER
    if notice.staff_id is not None and not _may_know(session, notice.staff_id, case.id):
        return Because.NOT_THEIRS
    return None


def _is_overtaken(case: Case, notice: Notice) -> bool:
    """Say whether the day has moved, which has reminders of its own, or the clock stands still."""
    due_on = case.due_on.isoformat() if case.due_on else None
    return due_on != notice.data.get("due_on") or stands_still(case.paused_on, case.due_on)


def _may_know(session: Session, staff_id: int, case_id: int) -> bool:
    staff = store.active(session, staff_id)
    if staff is None:
        return False
    viewer = Viewer(staff.id, staff.authority_id, staff.unit_id, granted(staff.roles))
    return visible_case(session, viewer, case_id) is not None
