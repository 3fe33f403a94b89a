"""Reporting periods: which there are, adding, changing, removing one, and a year's months."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.clock import local_day
from portal.errors import InvalidInputError
from portal.offices.events import Actor, record
from portal.offices.permissions import May
from portal.offices.store import authority_by_id
from portal.reports import periods, store
from portal.reports.choosing import ShownPeriod
from portal.reports.clashes import clashes
from portal.reports.errors import PeriodTakenError
from portal.reports.labels import period_name
from portal.reports.models import Period
from portal.web.console.period_forms import FAULTS, ChangeForm, PeriodForm, YearForm
from portal.web.console.period_warnings import warnings
from portal.web.forms import StaffForm
from portal.web.i18n import lang
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in

bp = Blueprint("periods", __name__)
Values = dict[str, Any]
Kept = tuple[str, list[str]]
"""What to say once a period is kept, and what to warn about."""


@bp.route("/console/ky-bao-cao", methods=["GET", "POST"])
@staff_may(May.EXPORT)
def index() -> Response | tuple[str, int]:
    form = PeriodForm()
    if form.validate_on_submit() and _is_kept(form, _added):
        return redirect(url_for("periods.index"), code=303)
    return _page(form, YearForm(formdata=None))


@bp.route("/console/ky-bao-cao/sua/<key>", methods=["GET", "POST"])
@staff_may(May.EXPORT)
def edit(key: str) -> Response | tuple[str, int]:
    """Change a period until it is final."""
    with database().reading() as session:
        row = periods.open_period(session, signed_in().authority_id, key, _today())
        form, name = ChangeForm(obj=row), _name(row)

    def change(session: Session, values: Values) -> Kept:
        return _changed(session, key, values)

    if form.validate_on_submit() and _is_kept(form, change):
        return redirect(url_for("periods.index"), code=303)
    page = render_template("console/period.html", form=form, key=key, name=name)
    return page, 422 if form.errors else 200


@bp.post("/console/ky-bao-cao/xoa/<key>")
@staff_may(May.EXPORT)
def remove(key: str) -> Response:
    with database().writing() as session:
        periods.remove(session, signed_in().authority_id, key, _today())
        _log(session, "period_removed", key=key)
    flash(_("The period is removed."), "success")
    return redirect(url_for("periods.index"), code=303)


@bp.post("/console/ky-bao-cao/nam")
@staff_may(May.EXPORT)
def add_year() -> Response | tuple[str, int]:
    form = YearForm()
    if not form.validate_on_submit():
        return _page(PeriodForm(formdata=None), form)
    if form.year.data not in periods.YEARS:
        form.year.errors = [_("This number is too small or too large.")]
        return _page(PeriodForm(formdata=None), form)
    with database().writing() as session:
        added = _seeded(session, form.year.data)
    flash(ngettext("%(num)d month added.", "%(num)d months added.", added), "success")
    return redirect(url_for("periods.index"), code=303)


def _page(form: PeriodForm, year_form: YearForm) -> tuple[str, int]:
    today = _today()
    with database().reading() as session:
        found = store.periods_of(session, signed_in().authority_id)
        closed = store.closed_periods(session, signed_in().authority_id)
    rows = [
        (
            _name(row),
            ShownPeriod.of(row, today),
            (row.due_down_on, row.due_up_on, row.receiver),
            [] if row.id in closed else warnings(clashes(row, found[::-1]), found),
            row.id in closed,
        )
        for row in found
    ]
    if not year_form.year.raw_data:
        year_form.year.data = today.year + 1
    status = 422 if form.errors or year_form.errors else 200
    page = render_template("console/periods.html", form=form, year_form=year_form, periods=rows)
    return page, status


def _is_kept(form: StaffForm, keep: Callable[[Session, Values], Kept]) -> bool:
    """Add or change the period; what does not fit goes to its field."""
    values = {name: value for name, value in form.data.items() if name != "csrf_token"}
    try:
        with database().writing() as session:
            words, doubts = keep(session, values)
    except InvalidInputError as error:
        for name, fault in error.fields.items():
            form[name].errors = [FAULTS[fault]]
        return False
    except PeriodTakenError:
        form["key"].errors = [_("There is already a period with this key.")]
        return False
    flash(words, "success")
    for doubt in doubts:
        flash(doubt, "error")
    return True


def _added(session: Session, values: Values) -> Kept:
    plan = periods.PeriodPlan(**values)
    period, doubts = periods.add(session, signed_in().authority_id, plan)
    _log(session, "period_added", key=period.key)
    return _("The period is added."), warnings(doubts, _all(session))


def _changed(session: Session, key: str, values: Values) -> Kept:
    plan = periods.PeriodPlan(key=key, **values)
    authority_id = signed_in().authority_id
    before = _spans(periods.open_period(session, authority_id, key, _today()))
    period, doubts = periods.change(session, authority_id, key, plan, _today())
    _log(session, "period_changed", key=key, before=before, after=_spans(period))
    return _("The period is changed."), warnings(doubts, _all(session))


def _spans(row: Period) -> list[str]:
    return [str(day) for day in (row.from_on, row.to_on, row.cutoff_on)]


def _all(session: Session) -> list[Period]:
    return store.periods_of(session, signed_in().authority_id)


def _today() -> date:
    return local_day(request_now())


def _seeded(session: Session, year: int) -> int:
    authority = authority_by_id(session, signed_in().authority_id)
    added = periods.seed(session, authority.id, year, authority.months_start_on)
    _log(session, "months_added", year=year, count=added)
    return added


def _log(session: Session, action: str, **data: object) -> None:
    staff = signed_in()
    record(session, Actor(staff.authority_id, staff.id), action, request_now(), **data)


def _name(row: Period) -> str:
    return period_name(row.key, row.name, lang())
