"""People served per counter and period: typed, from a file, or counted from slips."""

from io import BytesIO
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf.file import FileField, FileRequired
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms.validators import NumberRange, Optional

from portal.clock import local_day
from portal.fieldwork import counters_store
from portal.fieldwork.kinds import ServedSource
from portal.fieldwork.models import Served
from portal.fieldwork.served import MOST, keep, read_counts
from portal.fieldwork.slips.store import handed_out
from portal.offices.events import Actor
from portal.offices.models import ServicePoint
from portal.offices.permissions import May
from portal.offices.sheets import LARGEST_FILE, SheetError
from portal.offices.store import points_of
from portal.reports import store
from portal.reports.choosing import ShownPeriod, choose
from portal.reports.errors import PeriodNotFoundError
from portal.reports.labels import period_name
from portal.web.admin.sheets import in_words
from portal.web.forms import StaffForm, WholeNumber
from portal.web.i18n import lang
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in

bp = Blueprint("served", __name__)


class FileForm(StaffForm):
    """One table of counters and numbers."""

    table = FileField(_l("Table (.xlsx or .csv)"), validators=[FileRequired()])


@bp.route("/console/khao-sat/luot-phuc-vu", methods=["GET", "POST"])
@staff_may(May.ENTER_SERVED)
def index() -> Response | tuple[str, int]:
    with database().reading() as session:
        period, points = _asked(session)
        form = _form(points)(data=_entered(session, period))
    if form.validate_on_submit():
        counts = {point.id: form[_name(point)].data for point in points}
        return _kept(period, counts)
    return _page(period, points, form, FileForm(formdata=None))


@bp.post("/console/khao-sat/luot-phuc-vu/tep")
@staff_may(May.ENTER_SERVED)
def take_file() -> Response | tuple[str, int]:
    with database().reading() as session:
        period, points = _asked(session)
        form = _form(points)(formdata=None, data=_entered(session, period))
    file_form = FileForm()
    if not file_form.validate():
        return _page(period, points, form, file_form)
    content = BytesIO(file_form.table.data.read(LARGEST_FILE + 1))
    try:
        found = read_counts(content, {word: p.id for p in points for word in (p.code, p.name)})
    except SheetError as error:
        file_form.table.errors = [in_words(error)]
        return _page(period, points, form, file_form)
    return _kept(period, dict(found))


@bp.post("/console/khao-sat/luot-phuc-vu/phieu")
@staff_may(May.ENTER_SERVED)
def take_slips() -> Response:
    """Take the slips handed out at each counter within the period for the people served there."""
    with database().reading() as session:
        period, _points = _asked(session)
        found = _handed(session, period)
    if not found:
        flash(_("No slips were handed out wholly within this period."), "error")
        return redirect(url_for("served.index", ky=period.key), code=303)
    return _kept(period, dict(found), ServedSource.SLIPS)


def _handed(session: Session, period: ShownPeriod) -> dict[int, int]:
    return handed_out(session, signed_in().authority_id, period.from_on, period.to_on)


def _asked(session: Session) -> tuple[ShownPeriod, list[ServicePoint]]:
    """Return the period the address names, else the latest begun, and the counters in use."""
    authority_id = signed_in().authority_id
    rows = store.periods_of(session, authority_id)
    period = choose(rows, local_day(request_now()), request.args.get("ky")).chosen
    if period is None:
        raise PeriodNotFoundError(key="")
    return period, list(points_of(session, authority_id, only_active=True))


def _exact(session: Session, period: ShownPeriod) -> list[Served]:
    """Return the entries for exactly the days of the period."""
    days = (period.from_on, period.to_on)
    rows = counters_store.served_within(session, signed_in().authority_id, *days)
    return [row for row in rows if (row.from_on, row.to_on) == days]


def _entered(session: Session, period: ShownPeriod) -> dict[str, int]:
    return {f"point_{row.service_point_id}": row.n for row in _exact(session, period)}


def _form(points: list[ServicePoint]) -> type[StaffForm]:
    """Return a form with one number for each counter."""
    fields = {
        _name(point): WholeNumber(
            f"{point.name} ({point.unit.name})", validators=[Optional(), NumberRange(0, MOST)]
        )
        for point in points
    }
    return type("ServedForm", (StaffForm,), fields)


def _name(point: ServicePoint) -> str:
    return f"point_{point.id}"


def _kept(
    period: ShownPeriod, counts: dict[int, Any], source: ServedSource = ServedSource.ENTERED
) -> Response:
    staff = signed_in()
    span = (period.from_on, period.to_on)
    with database().writing() as session:
        actor = Actor(staff.authority_id, staff.id)
        kept = keep(session, actor, span, counts, source=source, now=request_now())
    flash(ngettext("%(num)d number is kept.", "%(num)d numbers are kept.", kept), "success")
    return redirect(url_for("results.index", ky=period.key), code=303)


def _page(
    period: ShownPeriod, points: list[ServicePoint], form: Any, file_form: FileForm
) -> tuple[str, int]:
    with database().reading() as session:
        handed = _handed(session, period)
        counted = {
            f"point_{row.service_point_id}"
            for row in _exact(session, period)
            if row.source == ServedSource.SLIPS
        }
    html = render_template(
        "console/served.html",
        period=period,
        handed=[(point, handed[point.id]) for point in points if point.id in handed],
        counted=counted,
        name=period_name(period.key, period.name, lang()),
        fields=[form[_name(point)] for point in points],
        form=form,
        file_form=file_form,
    )
    return html, 422 if form.errors or file_form.errors else 200
