"""Files of old answers: brought, looked at with what they would become, taken over once."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf.file import FileField, FileRequired
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import SelectChoice, SelectField

from portal.errors import DomainError
from portal.fieldwork import questionnaire_store
from portal.fieldwork.imported import store, taking
from portal.fieldwork.imported.errors import FileMovedOnError, FileRepeatedError
from portal.fieldwork.imported.models import AnswerFile
from portal.fieldwork.imported.tables import read_answers
from portal.offices.events import Actor
from portal.offices.permissions import May
from portal.offices.sheets import LARGEST_FILE, SheetError
from portal.offices.store import points_of
from portal.web.admin.sheets import in_words
from portal.web.console.imported_page import ImportPage
from portal.web.console.survey_forms import questionnaires_to_choose, source_of
from portal.web.forms import StaffForm
from portal.web.messages import sentence
from portal.web.numbers import row_id
from portal.web.security import staff_may
from portal.web.session import config, database, request_now, signed_in

bp = Blueprint("imported", __name__)

Answer = Response | tuple[str, int]


class FileForm(StaffForm):
    """One file, what it asked and where."""

    questionnaire = SelectField(_l("Questionnaire"))
    place = SelectField(_l("Place it was asked at"))
    table = FileField(_l("Table of answers (.csv or .xlsx)"), validators=[FileRequired()])


@bp.route("/console/khao-sat/phieu-cu", methods=["GET", "POST"])
@staff_may(May.IMPORT_ANSWERS)
def index() -> Answer:
    authority_id = signed_in().authority_id
    with database().reading() as session:
        form = _offered(session, FileForm())
        files = store.files_of(session, authority_id)
    if form.validate_on_submit():
        file = _brought(form)
        if file is not None:
            return redirect(url_for("imported.show", file_id=file.id), code=303)
    html = render_template("console/imported.html", form=form, files=files)
    return html, 422 if form.errors else 200


@bp.route("/console/khao-sat/phieu-cu/<int:file_id>", methods=["GET", "POST"])
@staff_may(May.IMPORT_ANSWERS)
def show(file_id: int) -> Answer:
    page = ImportPage(file_id)
    if request.method == "POST" and request.form.get("step") == "take":
        return _taken(page)
    return page.shown()


@bp.post("/console/khao-sat/phieu-cu/<int:file_id>/bo")
@staff_may(May.IMPORT_ANSWERS)
def discard(file_id: int) -> Response:
    with database().writing() as session:
        if not store.discard(session, signed_in().authority_id, file_id):
            raise FileMovedOnError(file=file_id)
    flash(_("The file is thrown away."), "success")
    return redirect(url_for("imported.index"), code=303)


def _taken(page: ImportPage) -> Answer:
    """Take the file over; whatever stands in the way is said above what was chosen."""
    try:
        with database().writing() as session:
            wanted = page.takeover
            taking.take_over(session, config().keys, _actor(), wanted, now=request_now())
    except FileMovedOnError:
        raise
    except DomainError as error:
        return page.refused(error)
    n = len(page.reading.taken)
    flash(ngettext("%(num)d line is taken over.", "%(num)d lines are taken over.", n), "success")
    return redirect(url_for("surveys.index"), code=303)


def _offered(session: Session, form: FileForm) -> FileForm:
    authority_id = signed_in().authority_id
    own = questionnaire_store.own_questionnaires(session, authority_id)
    form.questionnaire.choices = questionnaires_to_choose(own)
    form.place.choices = [
        SelectChoice(value=str(p.id), label=f"{p.name} ({p.unit.name})")
        for p in points_of(session, authority_id)
    ]
    return form


def _brought(form: FileForm) -> AnswerFile | None:
    content = form.table.data.read(LARGEST_FILE + 1)
    try:
        read_answers(content)
        with database().writing() as session:
            asked = source_of(session, form.questionnaire.data)
            what = taking.Brought(content, asked, row_id(form.place.data))
            return taking.bring(session, config().keys, _actor(), what, now=request_now())
    except SheetError as error:
        form.table.errors = [in_words(error)]
    except FileRepeatedError as error:
        form.table.errors = [str(sentence(error))]
    return None


def _actor() -> Actor:
    staff = signed_in()
    return Actor(staff.authority_id, staff.id)
