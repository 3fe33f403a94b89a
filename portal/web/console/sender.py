"""The sender's contact, opened for a purpose, and a new access code at the counter."""

from flask import Blueprint, render_template
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.access_codes import AccessCode
from portal.cases.handling.senders import give_new_code, open_sender
from portal.cases.handling.turns import Turn
from portal.cases.intake.reissue import new_code
from portal.cases.kinds import Action
from portal.clock import local_day
from portal.errors import InvalidInputError
from portal.offices.permissions import May
from portal.people.mailing import mail_fails
from portal.web.console.case_view import case_view
from portal.web.console.desk import (
    BOTH,
    CASE,
    ActPage,
    Answer,
    Desk,
    load_file,
    open_desk,
    work,
)
from portal.web.console.forms import NewCodeForm, PurposeForm
from portal.web.console.viewing import viewer
from portal.web.security import staff_may
from portal.web.session import config, database, request_now

bp = Blueprint("sender", __name__)

MadeCode = tuple[AccessCode, str]
NEW_CODE = ActPage(
    Action.REISSUE_CODE,
    title=_l("New access code"),
    button=_l("Give a new code"),
    done=_l("A new code was given."),
    intro=_l(
        "For a sender who has lost the receipt. The old code stops working. Open the sender first "
        "and compare the name with the papers."
    ),
)


@bp.route(f"{CASE}/sender", methods=BOTH)
@staff_may(May.SEE_CONTACT)
def contact(reference: str) -> str | tuple[str, int]:
    """Ask what for, then show the contact once; the page is never kept by the browser."""
    file, form = load_file(reference), PurposeForm()
    details, fails = None, False
    if form.validate_on_submit():
        turn = Turn(viewer(), file.case.id)
        with database().writing() as session:
            details = open_sender(
                session, config().keys, turn, form.purpose.data, now=request_now()
            )
            fails = mail_fails(session, file.case.id)
    view = case_view(file, local_day(request_now()))
    html = render_template(
        "console/sender.html", case=view, form=form, details=details, fails=fails
    )
    return html, 422 if form.errors else 200


@bp.route(f"{CASE}/code", methods=BOTH)
@staff_may(May.SEE_CONTACT)
def code(reference: str) -> Answer:
    """Give a new code; it is on this one answer and nowhere else."""
    desk, form = open_desk(NEW_CODE, reference), NewCodeForm()
    made = _made(desk, form)
    given: list[AccessCode] = []
    answer = work(desk, form, lambda s, turn: given.append(_give(s, turn, form, made)))
    if not given:
        return answer
    view = case_view(desk.file, local_day(request_now()))
    return render_template("console/code.html", case=view, code=given[0].printed), 200


def _made(desk: Desk, form: NewCodeForm) -> MadeCode | None:
    """Make a code before the transaction, for hashing is slow on purpose."""
    if not (form.is_submitted() and form.identity_was_shown.data):
        return None
    return new_code(config().keys, desk.file.case.code_turn + 1, is_fast=config().fast_hashing)


def _give(session: Session, turn: Turn, form: NewCodeForm, made: MadeCode | None) -> AccessCode:
    if made is None:
        raise InvalidInputError(identity_was_shown="required")
    shown = bool(form.identity_was_shown.data)
    return give_new_code(session, turn, made, identity_was_shown=shown, now=request_now())
