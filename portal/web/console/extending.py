"""Putting an answer off once: the form, and the slip of the appointment to print."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, render_template
from flask_babel import lazy_gettext as _l

from portal.cases.handling.case_file import CaseFile
from portal.cases.handling.extending import extend, room
from portal.cases.kinds import Action
from portal.clock import local_day
from portal.errors import NotFoundError
from portal.offices.permissions import May
from portal.web.console.case_view import DeadlineView, case_view
from portal.web.console.desk import BOTH, CASE, ActPage, Answer, load_file, open_desk, work
from portal.web.console.forms import ExtendForm
from portal.web.console.kept import keep_typing
from portal.web.console.timeline import words_of
from portal.web.deadlines import rule_sentence
from portal.web.i18n import lang
from portal.web.security import staff_may
from portal.web.session import database, request_now

bp = Blueprint("extending", __name__)
bp.register_error_handler(NotFoundError, keep_typing)

EXTEND = ActPage(
    Action.EXTEND,
    title=_l("Put the answer off, with an appointment"),
    button=_l("Promise the new day"),
    done=_l("Put off. The sender reads the new day and why; please hand over or send the slip."),
    intro=_l("Only once, and only before the day promised has passed."),
    template="console/extend.html",
)


@dataclass(frozen=True)
class Appointment:
    """What the slip says: the day promised before, the new one, when and why it was put off."""

    before: date | None
    day: date
    on: date
    reason: str
    deadline: DeadlineView | None


@bp.route(f"{CASE}/extend", methods=BOTH)
@staff_may(May.EXTEND)
def extend_case(reference: str) -> Answer:
    desk, form = open_desk(EXTEND, reference), ExtendForm()
    with database().reading() as session:
        found = room(session, desk.file.case)
    return work(
        desk,
        form,
        lambda s, turn: extend(s, turn, form.due_on.data, form.reason.data, now=request_now()),
        room=found,
        longest=rule_sentence(found.rule, lang()) if found else "",
    )


@bp.get(f"{CASE}/appointment")
@staff_may(May.SEE_CASES)
def appointment(reference: str) -> str:
    """Show the slip of the present appointment, to be printed on A5."""
    file = load_file(reference)
    view = case_view(file, local_day(request_now()))
    slip = _appointment(file, view.deadline)
    return render_template("console/appointment.html", case=view, slip=slip)


def _appointment(file: CaseFile, deadline: DeadlineView | None) -> Appointment:
    given = [event for event in file.events if event.action == Action.EXTEND]
    if file.case.extended_on is None or not given or file.case.due_on is None:
        raise NotFoundError(reference=file.case.reference)
    before = given[-1].data.get("was_due_on")
    return Appointment(
        date.fromisoformat(before) if before else None,
        file.case.due_on,
        file.case.extended_on,
        words_of(file, given[-1]),
        deadline,
    )
