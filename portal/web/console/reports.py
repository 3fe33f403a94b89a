"""Results of a period for staff, and the file that goes up with the commune's report."""

import tempfile

from flask import Blueprint, render_template, request, send_file
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import RadioField, SelectChoice, SelectField
from wtforms.validators import InputRequired

from portal.cases.handling.store import references_about
from portal.clock import local_day
from portal.documents.printing import can_print
from portal.offices.permissions import May
from portal.reports import store
from portal.reports.choosing import choose
from portal.reports.errors import SumsDifferError
from portal.reports.labels import period_name
from portal.reports.report import Order, Report, take
from portal.web.console.exporting import note_export
from portal.web.console.results_view import period_links, results_view
from portal.web.console.viewing import viewer
from portal.web.forms import StaffForm
from portal.web.i18n import NAMES, lang
from portal.web.security import staff_may
from portal.web.session import config, database, request_now, signed_in

bp = Blueprint("results", __name__)
UNEQUAL = _l(
    "The sums do not agree, so no file was written: %(what)s – %(found)s and %(says)s. Look at "
    "what was entered by hand."
)
FORMATS: dict[str, LazyString] = {
    "docx": _l("Draft report (Word), in official form, to check and sign"),
    "pdf": _l("The same report as PDF, to read"),
    "appendix": _l("Appendix tables (XLSX), with formulas and checked sums"),
    "xlsx": _l("One workbook (XLSX), for LibreOffice and Excel"),
    "csv": _l("Plain tables (CSV in a ZIP), for other programs"),
    "json": _l("Every figure with its definition (JSON), for developers"),
}


def formats() -> list[SelectChoice]:
    """Return what can be ordered here: no PDF from a server that cannot print one."""
    offered = {code: words for code, words in FORMATS.items() if code != "pdf" or can_print()}
    return [SelectChoice(value=code, label=words) for code, words in offered.items()]


class ExportForm(StaffForm):
    """Which period, as what, in which language."""

    period = SelectField(_l("Period"), validators=[InputRequired()])
    format = RadioField(
        _l("As what"),
        default="xlsx",
        validators=[InputRequired()],
    )
    language = RadioField(
        _l("Language of the file"),
        choices=[SelectChoice(value=code, label=name) for code, name in NAMES.items()],
        default="vi",
        validators=[InputRequired()],
    )


@bp.get("/console/ket-qua")
@staff_may(May.SEE_RESULTS)
def index() -> str:
    staff = signed_in()
    with database().reading() as session:
        view = results_view(session, staff, request.args.get("ky"))
    if view is None:
        return render_template("console/results_none.html", may=staff.may)
    return render_template(
        "console/results.html",
        view=view,
        picked=view.picked,
        links=period_links(view.picked.choice),
        may=staff.may,
        formats=[choice.value for choice in formats()],
    )


@bp.route("/console/ket-qua/xuat", methods=["GET", "POST"])
@staff_may(May.EXPORT)
def export() -> Response | tuple[str, int]:
    form = ExportForm()
    with database().reading() as session:
        _offer_periods(session, form)
        withheld = frozenset(references_about(session, viewer()))
    if form.validate_on_submit():
        staff = signed_in()
        order = Order(
            authority_id=staff.authority_id,
            period_key=form.period.data,
            lang=form.language.data,
            with_counters=May.SEE_COUNTERS in staff.may,
            base_url=config().public_url,
            withheld=withheld,
        )
        note_export("period", key=form.period.data, format=form.format.data)
        report = take(database(), config().keys, order, now=request_now())
        try:
            return _download(report, form)
        except SumsDifferError as error:
            form["format"].errors = [str(UNEQUAL) % error.data]
    return render_template("console/export.html", form=form), 422 if form.errors else 200


def _offer_periods(session: Session, form: ExportForm) -> None:
    form.format.choices = formats()
    today = local_day(request_now())
    choice = choose(store.periods_of(session, signed_in().authority_id), today, None)
    form.period.choices = [
        SelectChoice(value=period.key, label=period_name(period.key, period.name, lang()))
        for period in choice.begun
    ]
    asked = request.args.get("ky") or (choice.chosen.key if choice.chosen else None)
    if request.method == "GET":
        form.period.data = asked


def _download(report: Report, form: ExportForm) -> Response:
    from portal.reports.files import (  # noqa: PLC0415 pandas is slow to load for every other page
        FileFormat,
        download_name,
        write,
    )

    wanted = FileFormat(form.format.data)
    file = tempfile.TemporaryFile()  # noqa: SIM115 the response closes it once it is sent
    try:
        write(report, file, wanted)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    name = download_name(report, wanted)
    response = send_file(file, as_attachment=True, download_name=name)
    response.headers["Cache-Control"] = "no-store"
    return response
