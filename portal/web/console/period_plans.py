"""Adding the quarters and yearly sums that the plans of communes ask for."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import IntegerField, SelectChoice, SelectMultipleField
from wtforms.validators import InputRequired

from portal.clock import local_day
from portal.errors import InvalidInputError
from portal.offices.events import Actor, record
from portal.offices.permissions import May
from portal.reports import periods, store
from portal.reports.labels import CUTS, period_name
from portal.reports.plans import Cut, cuts
from portal.web.console.period_warnings import warnings
from portal.web.forms import StaffForm
from portal.web.i18n import lang
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in
from portal.words.translate import say

bp = Blueprint("period_plans", __name__)


class CutsForm(StaffForm):
    """A year and the cuts wanted in it."""

    year = IntegerField(_l("Year"), validators=[InputRequired()])
    codes = SelectMultipleField(_l("Which periods"), validators=[InputRequired()])


@bp.route("/console/ky-bao-cao/theo-ke-hoach", methods=["GET", "POST"])
@staff_may(May.EXPORT)
def index() -> Response | tuple[str, int]:
    form = CutsForm()
    form.codes.choices = [
        SelectChoice(value=cut.code, label=_label(cut)) for cut in cuts().values()
    ]
    if form.validate_on_submit() and _is_added(form):
        return redirect(url_for("periods.index"), code=303)
    if form.year.data is None and not form.year.raw_data:
        form.year.data = local_day(request_now()).year
    page = render_template("console/period_plans.html", form=form)
    return page, 422 if form.errors else 200


def _is_added(form: CutsForm) -> bool:
    if form.year.data not in periods.YEARS:
        form.year.errors = [_("This number is too small or too large.")]
        return False
    try:
        with database().writing() as session:
            added, doubts = _added(session, form)
    except InvalidInputError:
        form.codes.errors = [_("This field is required.")]
        return False
    flash(ngettext("%(num)d period added.", "%(num)d periods added.", added), "success")
    for doubt in doubts:
        flash(doubt, "error")
    return True


def _added(session: Session, form: CutsForm) -> tuple[int, list[str]]:
    staff = signed_in()
    rows = periods.seed_cuts(session, staff.authority_id, form.year.data, form.codes.data)
    keys = [row.key for row in rows]
    actor = Actor(staff.authority_id, staff.id)
    record(session, actor, "periods_planned", request_now(), keys=keys)
    found = store.periods_of(session, staff.authority_id)
    doubts = [
        f"{period_name(row.key, row.name, lang())}: {words}"
        for row in rows
        for words in warnings(periods.doubts(session, row), found)
    ]
    return len(rows), doubts


def _label(cut: Cut) -> str:
    first, last = (day.split("-") for day in (cut.from_day, cut.to_day))
    days = f"{int(first[1])}/{int(first[0])} – {int(last[1])}/{int(last[0])}"
    return f"{say(lang(), CUTS[cut.code])} ({days})"
