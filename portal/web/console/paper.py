"""Paper on the console: what waits, what is printed, how many sheets are typed twice."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired

from portal.errors import InvalidInputError
from portal.fieldwork.paper import store
from portal.fieldwork.paper.batches import MOST_SHEETS, Order, order
from portal.fieldwork.paper.printing import pdf_of
from portal.fieldwork.paper.rules import Share, set_share, share_of
from portal.fieldwork.store import points_of_survey
from portal.offices.events import Actor
from portal.offices.permissions import May
from portal.web.console.paper_form import sheet_of
from portal.web.console.paper_words import CHANNELS, refusal
from portal.web.forms import StaffForm, WholeNumber, tidy
from portal.web.i18n import NAMES
from portal.web.numbers import row_id
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in

bp = Blueprint("paper", __name__)


class OrderForm(StaffForm):
    """What is to be printed."""

    place = SelectField(_l("Place printed on the sheets"))
    language = SelectField(_l("Language"))
    sheets = WholeNumber(_l("How many sheets"), validators=[InputRequired()])


class RuleForm(StaffForm):
    """Of how many sheets one is typed twice."""

    one_in = WholeNumber(_l("One sheet in"), validators=[InputRequired()])
    reason = StringField(_l("Why not all"), filters=[tidy])


@bp.get("/console/phieu-giay")
@staff_may(May.ENTER_PAPER)
def index() -> str:
    staff = signed_in()
    with database().reading() as session:
        surveys = store.enterable(session, staff.authority_id)
        waiting = store.waiting(session, staff.authority_id)
    return render_template(
        "console/paper.html", surveys=surveys, waiting=waiting, me=staff.id, ways=CHANNELS
    )


@bp.get("/console/phieu-giay/<int:survey_id>")
@staff_may(May.ENTER_PAPER)
def show(survey_id: int) -> tuple[str, int]:
    return _page(survey_id, OrderForm(formdata=None), RuleForm(formdata=None))


@bp.post("/console/phieu-giay/<int:survey_id>/in")
@staff_may(May.ENTER_PAPER)
def print_sheets(survey_id: int) -> Response | tuple[str, int]:
    form = _offered(OrderForm(), survey_id)
    if form.validate():
        place = row_id(form.place.data) if form.place.data else None
        wanted = Order(survey_id, place, form.language.data, form.sheets.data)
        try:
            with database().writing() as session:
                batch = order(session, _actor(), wanted, now=request_now())
        except InvalidInputError as error:
            _refuse(form, error)
        else:
            flash(_("The sheets are numbered. Open the file and print it."), "success")
            return redirect(url_for("paper.show", survey_id=batch.survey_id), code=303)
    return _page(survey_id, form, RuleForm(formdata=None))


@bp.post("/console/phieu-giay/<int:survey_id>/ty-le")
@staff_may(May.SET_PAPER_RULE)
def set_rule(survey_id: int) -> Response | tuple[str, int]:
    form = RuleForm()
    if form.validate():
        share = Share(form.one_in.data, form.reason.data)
        try:
            with database().writing() as session:
                set_share(session, _actor(), survey_id, share, now=request_now())
        except InvalidInputError as error:
            _refuse(form, error)
        else:
            flash(_("The rule is kept; it holds from the next sheet on."), "success")
            return redirect(url_for("paper.show", survey_id=survey_id), code=303)
    return _page(survey_id, OrderForm(formdata=None), form)


@bp.get("/console/phieu-giay/tap/<int:batch_id>.pdf")
@staff_may(May.ENTER_PAPER)
def pdf(batch_id: int) -> Response:
    with database().reading() as session:
        batch = store.batch_of(session, signed_in().authority_id, batch_id)
        body = pdf_of(session, batch)
    response = Response(body, mimetype="application/pdf")
    name = f"phieu-{batch.survey_id}-{batch.number}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _page(survey_id: int, order_form: OrderForm, rule_form: RuleForm) -> tuple[str, int]:
    with database().reading() as session:
        survey, asked = store.asked(session, signed_in().authority_id, survey_id)
        batches = store.batches_of(session, survey_id)
        typing = store.typing_of(session, survey_id)
        share = share_of(session, survey_id)
    _offered(order_form, survey_id)
    if not rule_form.is_submitted() or not rule_form.errors:
        rule_form.one_in.data, rule_form.reason.data = share.one_in, share.reason
    fields = [one for one in sheet_of(survey, asked).fields if one.name in typing]
    html = render_template(
        "console/paper_survey.html",
        survey=survey,
        batches=batches,
        share=share,
        typing=[(one, *typing[one.name]) for one in fields],
        total=(sum(n for n, _d in typing.values()), sum(d for _n, d in typing.values())),
        order_form=order_form,
        rule_form=rule_form,
        may=signed_in().may,
        most=MOST_SHEETS,
        names=NAMES,
    )
    return html, 422 if order_form.errors or rule_form.errors else 200


def _offered(form: OrderForm, survey_id: int) -> OrderForm:
    with database().reading() as session:
        survey, _asked = store.asked(session, signed_in().authority_id, survey_id)
        points = points_of_survey(session, survey)
        form.place.choices = [
            SelectChoice(value="", label=_("written by hand")),
            *(SelectChoice(value=str(p.id), label=f"{p.name} ({p.unit.name})") for p in points),
        ]
    codes = survey.languages.split()
    form.language.choices = [SelectChoice(value=c, label=NAMES.get(c, c)) for c in codes]
    return form


def _refuse(form: StaffForm, error: InvalidInputError) -> None:
    name, words = refusal(error)
    form[name].errors = [words]


def _actor() -> Actor:
    staff = signed_in()
    return Actor(staff.authority_id, staff.id)
