"""Surveys on the console: the list, one survey, its form as citizens see it, drafting."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.documents.printing import can_print
from portal.errors import InvalidInputError
from portal.fieldwork import store
from portal.fieldwork.drafting import Desk, change, draft
from portal.fieldwork.models import Survey
from portal.fieldwork.questionnaires import read_instrument
from portal.offices.events import Actor
from portal.offices.permissions import May
from portal.web.citizen.rating_page import Typed, spoken_in
from portal.web.citizen.rating_sheet import sheet_of, steps
from portal.web.console.survey_forms import (
    ReturnForm,
    SurveyForm,
    blank,
    filled,
    offer,
    plan_of,
)
from portal.web.console.survey_view import line, lines
from portal.web.console.survey_words import FAULTS, KIND_NOTES, SCOPE_NOTES
from portal.web.i18n import lang
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in

bp = Blueprint("surveys", __name__)

Answer = Response | str | tuple[str, int]
NO_UNIT = 0
"""The unit of who keeps the surveys of a unit and has none: there are no such surveys."""


@bp.get("/console/khao-sat")
@staff_may(May.SEE_SURVEYS)
def index() -> str:
    with database().reading() as session:
        found = lines(session, desk(), request_now())
    return render_template("console/surveys.html", surveys=found, may=signed_in().may)


@bp.get("/console/khao-sat/<int:survey_id>")
@staff_may(May.SEE_SURVEYS)
def show(survey_id: int) -> str:
    return page(survey_id, ReturnForm(formdata=None))


@bp.route("/console/khao-sat/moi", methods=["GET", "POST"])
@staff_may(May.DRAFT_SURVEYS)
def add() -> Answer:
    with database().reading() as session:
        form = blank(offer(session, SurveyForm(), desk()))

    def step(session: Session) -> Survey:
        return draft(session, desk(), plan_of(session, form), now=request_now())

    kept = _kept(form, step)
    return _shown(kept) if kept else _draft_page(form, None)


@bp.route("/console/khao-sat/<int:survey_id>/sua", methods=["GET", "POST"])
@staff_may(May.DRAFT_SURVEYS)
def edit(survey_id: int) -> Answer:
    with database().reading() as session:
        authority_id, only_unit = signed_in().authority_id, desk().only_unit
        survey, asked, *_rest = store.sheet_of(session, authority_id, only_unit, survey_id)
        form = filled(session, offer(session, SurveyForm(), desk()), survey, asked)

    def step(session: Session) -> Survey:
        plan = plan_of(session, form)
        return change(session, desk(), survey_id, form.seen, plan, now=request_now())

    kept = _kept(form, step)
    return _shown(kept) if kept else _draft_page(form, survey_id)


@bp.get("/console/khao-sat/<int:survey_id>/xem")
@staff_may(May.SEE_SURVEYS)
def preview(survey_id: int) -> str:
    """Show the form as citizens will see it, with nothing to send."""
    with database().reading() as session:
        authority_id, only_unit = signed_in().authority_id, desk().only_unit
        survey, asked, *_rest = store.sheet_of(session, authority_id, only_unit, survey_id)
        instrument = spoken_in(read_instrument(asked), survey.languages)
    tongue = instrument.language_for(lang())
    return render_template(
        "console/survey_preview.html",
        survey=survey,
        instrument=instrument,
        tongue=tongue,
        sheet=sheet_of(instrument, tongue),
        steps_of=steps,
        typed=Typed(),
    )


def desk() -> Desk:
    """Return the desk of who is signed in: all surveys, or those of the own unit."""
    staff = signed_in()
    sees_all = not staff.may.isdisjoint({May.DRAFT_ANYWHERE, May.APPROVE_SURVEYS})
    only_unit = None if sees_all else staff.unit_id or NO_UNIT
    return Desk(Actor(staff.authority_id, staff.id), only_unit)


def page(survey_id: int, form: ReturnForm) -> str:
    """Return the page of one survey, with the form to send it back."""
    with database().reading() as session:
        found = line(session, desk(), survey_id, request_now())
        survey = store.survey_of(session, signed_in().authority_id, survey_id)
        points = [point.name for point in store.points_of_survey(session, survey)]
    staff = signed_in()
    return render_template(
        "console/survey.html",
        survey=found,
        points=points,
        form=form,
        may=staff.may,
        is_author=found.author_id == staff.id,
        can_print=can_print(),
    )


def _draft_page(form: SurveyForm, survey_id: int | None) -> tuple[str, int]:
    html = render_template(
        "console/survey_draft.html",
        form=form,
        survey_id=survey_id,
        kind_notes=KIND_NOTES,
        scope_notes=SCOPE_NOTES,
    )
    return html, 422 if form.errors else 200


def _kept(form: SurveyForm, step: Callable[[Session], Survey]) -> Survey | None:
    """Keep the draft; what does not fit goes to its field."""
    if not form.validate_on_submit():
        return None
    try:
        with database().writing() as session:
            return step(session)
    except InvalidInputError as error:
        for name, fault in error.fields.items():
            form["unit" if name == "unit_id" else name].errors = [FAULTS[fault]]
        return None


def _shown(survey: Survey) -> Response:
    flash(_("The draft is kept. Somebody else has to approve it."), "success")
    return redirect(url_for("surveys.show", survey_id=survey.id), code=303)
