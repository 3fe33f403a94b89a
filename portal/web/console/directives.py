"""Tasks from leaders: giving one on a case, the unit's list, and saying that one is done."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from portal.cases.errors import OnlyOnceError
from portal.cases.handling.store import assignable_units
from portal.cases.kinds import Action
from portal.cases.replies.directives.giving import LONGEST_DIRECTIVE, Task, finish, give
from portal.cases.replies.directives.store import DirectiveLine, of_unit, one_of_unit
from portal.clock import local_day
from portal.errors import NotFoundError
from portal.offices.permissions import May
from portal.web.console.desk import BOTH, CASE, ActPage, Answer, open_desk, work
from portal.web.console.forms import ActForm, text_area
from portal.web.console.kept import keep_typing
from portal.web.console.task_form import TaskFields
from portal.web.console.viewing import viewer
from portal.web.forms import StaffForm
from portal.web.messages import sentence
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in

bp = Blueprint("directives", __name__)
bp.register_error_handler(NotFoundError, keep_typing)

GIVE = ActPage(
    Action.DIRECT,
    title=_l("Give a task"),
    button=_l("Give the task"),
    done=_l("The task is in the unit’s list."),
    intro=_l("The unit reads these words and the reference, and says when it is done."),
)


class GiveForm(TaskFields, ActForm):
    """A task on a case."""


class DoneForm(StaffForm):
    """The word with which a task ends."""

    words = text_area(_l("What was done"), LONGEST_DIRECTIVE, _l("The leader reads this."))


@bp.route(f"{CASE}/task", methods=BOTH)
@staff_may(May.LEAD)
def give_task(reference: str) -> Answer:
    desk, form = open_desk(GIVE, reference), GiveForm()
    with database().reading() as session:
        form.offer(assignable_units(session, signed_in().authority_id), desk.file.case.unit_id)
    return work(
        desk,
        form,
        lambda s, turn: give(s, turn, form.task or Task(None, "", None), now=request_now()),
    )


@bp.get("/console/viec-duoc-giao")
@staff_may(May.HANDLE)
def index() -> str:
    with database().reading() as session:
        lines = of_unit(session, viewer())
    values: dict[str, Any] = {"today": local_day(request_now()), "unit_id": signed_in().unit_id}
    return render_template("console/directives.html", lines=lines, **values)


@bp.route("/console/viec-duoc-giao/<int:directive_id>", methods=BOTH)
@staff_may(May.HANDLE)
def done(directive_id: int) -> Response | tuple[str, int]:
    line, form = _line(directive_id), DoneForm()
    if not form.validate_on_submit():
        return _page(line, form, 422 if form.errors else 200)
    try:
        with database().writing() as session:
            finish(session, viewer(), directive_id, form.words.data, now=request_now())
    except OnlyOnceError as error:
        form.form_errors.append(sentence(error))
        return _page(_line(directive_id), form, 409)
    flash(_("Written down: the task is done."), "success")
    return redirect(url_for(".index"), code=303)


def _line(directive_id: int) -> DirectiveLine:
    with database().reading() as session:
        line = one_of_unit(session, viewer(), directive_id)
    if line is None:
        raise NotFoundError(directive=directive_id)
    return line


def _page(line: DirectiveLine, form: DoneForm, status: int) -> tuple[str, int]:
    return render_template("console/directive.html", line=line, form=form), status
