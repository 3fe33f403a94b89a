"""What becomes of a survey: approved or sent back by a second person, withdrawn, closed early."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.errors import NotFoundError
from portal.fieldwork.approving import approve, close, send_back
from portal.fieldwork.drafting import withdraw
from portal.fieldwork.errors import OwnDraftError, WindowPassedError
from portal.fieldwork.models import Survey
from portal.offices.permissions import May
from portal.web.console.survey_forms import ReturnForm
from portal.web.console.surveys import desk, page
from portal.web.messages import sentence
from portal.web.numbers import row_id
from portal.web.security import staff_may
from portal.web.session import database, request_now

bp = Blueprint("survey_judging", __name__)

Step = Callable[[Session], Survey]


@bp.post("/console/khao-sat/<int:survey_id>/duyet")
@staff_may(May.APPROVE_SURVEYS)
def approve_survey(survey_id: int) -> Response:
    def step(session: Session) -> Survey:
        return approve(session, desk().actor, survey_id, _seen(), now=request_now())

    return _done(survey_id, step, _l("The survey is approved."))


@bp.post("/console/khao-sat/<int:survey_id>/tra-lai")
@staff_may(May.APPROVE_SURVEYS)
def return_survey(survey_id: int) -> Response | tuple[str, int]:
    form = ReturnForm()
    if not form.validate():
        return page(survey_id, form), 422

    def step(session: Session) -> Survey:
        note = form.note.data
        return send_back(session, desk().actor, survey_id, _seen(), note, now=request_now())

    return _done(survey_id, step, _l("The draft is sent back to its author."))


@bp.post("/console/khao-sat/<int:survey_id>/rut")
@staff_may(May.DRAFT_SURVEYS)
def withdraw_survey(survey_id: int) -> Response:
    def step(session: Session) -> Survey:
        return withdraw(session, desk(), survey_id, now=request_now())

    return _done(survey_id, step, _l("The draft is withdrawn."))


@bp.post("/console/khao-sat/<int:survey_id>/dong")
@staff_may(May.CLOSE_SURVEYS)
def close_survey(survey_id: int) -> Response:
    def step(session: Session) -> Survey:
        return close(session, desk(), survey_id, now=request_now())

    return _done(survey_id, step, _l("The survey is closed. What was answered stays."))


def _seen() -> int:
    """Return the version of the draft that was read before judging."""
    try:
        return row_id(request.form.get("version", ""))
    except ValueError as error:
        raise NotFoundError from error


def _done(survey_id: int, step: Step, words: LazyString) -> Response:
    """Take a step; a refusal that one can act on is said on the survey's page."""
    try:
        with database().writing() as session:
            step(session)
    except (OwnDraftError, WindowPassedError) as error:
        flash(str(sentence(error)), "error")
    else:
        flash(str(words), "success")
    return redirect(url_for("surveys.show", survey_id=survey_id), code=303)
