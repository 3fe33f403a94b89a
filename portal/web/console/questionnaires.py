"""Questionnaires of a commune: which there are, and taking one over from a file."""

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from werkzeug.wrappers import Response as BaseResponse

from portal.fieldwork import questionnaire_store as store
from portal.fieldwork.errors import QuestionnaireRefusedError, QuestionnaireTakenError
from portal.fieldwork.models import Questionnaire
from portal.fieldwork.questionnaires import MOST_BYTES, read_instrument, take_over
from portal.offices.events import Actor
from portal.offices.permissions import May
from portal.web.console.fault_words import refusal_lines
from portal.web.forms import StaffForm
from portal.web.i18n import NAMES, lang
from portal.web.messages import sentence
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in
from surveys.instrument import Instrument
from surveys.loading import builtin_codes, load_builtin

bp = Blueprint("questionnaires", __name__)


class QuestionnaireForm(StaffForm):
    """One questionnaire file."""

    file = FileField(_l("Questionnaire file (.toml)"), validators=[FileRequired()])


@bp.route("/console/khao-sat/mau-phieu", methods=["GET", "POST"])
@staff_may(May.KEEP_QUESTIONNAIRES)
def index() -> BaseResponse | tuple[str, int]:
    form = QuestionnaireForm()
    sentences: list[str] = []
    if form.validate_on_submit():
        try:
            _taken_over(form.file.data.read(MOST_BYTES + 1))
        except (QuestionnaireRefusedError, QuestionnaireTakenError) as error:
            form.file.errors = [sentence(error)]
            sentences = refusal_lines(error)
        else:
            return redirect(url_for("questionnaires.index"), code=303)
    return _page(form, sentences)


@bp.get("/console/khao-sat/mau-phieu/<int:questionnaire_id>.toml")
@staff_may(May.KEEP_QUESTIONNAIRES)
def text(questionnaire_id: int) -> Response:
    """Return the text exactly as it is kept, so that its SHA-256 can be computed again."""
    with database().reading() as session:
        row = store.usable(session, signed_in().authority_id, questionnaire_id)
    response = Response(row.toml, content_type="application/toml; charset=utf-8")
    name = f"{row.code}-{row.version}.toml"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _page(form: QuestionnaireForm, sentences: list[str]) -> tuple[str, int]:
    with database().reading() as session:
        rows = store.own_questionnaires(session, signed_in().authority_id)
    html = render_template(
        "console/questionnaires.html",
        form=form,
        sentences=sentences,
        own=[(row, *_told(read_instrument(row))) for row in rows],
        built_in=[(code, *_told(load_builtin(code))) for code in builtin_codes()],
    )
    return html, 422 if form.errors else 200


def _told(instrument: Instrument) -> tuple[str, str, int]:
    """Return title, languages and number of questions."""
    languages = ", ".join(NAMES.get(code, code) for code in instrument.languages)
    title = instrument.title(instrument.language_for(lang()))
    return title, languages, len(instrument.questions)


def _taken_over(content: bytes) -> Questionnaire:
    staff = signed_in()
    with database().writing() as session:
        row = take_over(session, Actor(staff.authority_id, staff.id), content, now=request_now())
    flash(_("The questionnaire is kept. It can be chosen for a survey now."), "success")
    return row
