"""Days of publication of a year: read by the house, fixed by the chairperson."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import LazyString, ngettext
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import DateField, SelectChoice, SelectField
from wtforms.validators import Optional

from portal.clock import local_day
from portal.errors import InvalidInputError
from portal.offices.events import Actor
from portal.offices.permissions import May
from portal.reports.labels import period_name
from portal.reports.models import Period
from portal.reports.schedule.fixing import fix
from portal.reports.schedule.kinds import Way
from portal.reports.schedule.rules import Fixed, is_fixed_for_good, rules
from portal.reports.schedule.store import fixed_for, periods_of_year
from portal.web.forms import StaffForm
from portal.web.i18n import lang
from portal.web.schedule_view import ScheduleLine, schedule_line, year_asked
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in

bp = Blueprint("schedule", __name__)
OPEN = "open"
"""What a period is for which nothing was fixed."""
CHOICES: dict[str, LazyString] = {
    OPEN: _l("As soon as it is final"),
    Way.ON_DAY: _l("On a day"),
    Way.TRIAL: _l("Trial: for the house only"),
    Way.NOT_ALONE: _l("Not by itself, only within longer periods"),
}
FAULTS: dict[str, LazyString] = {
    "day_missing": _l("Give the day."),
    "before_cutoff": _l("The day must lie after the cut-off date."),
    "too_late": _l("This day lies too long after the cut-off date."),
    "too_many_trials": _l("These are more trial periods than a year may have."),
}


@dataclass(frozen=True)
class Row:
    """A period with its two fields; none once its last day is over."""

    line: ScheduleLine
    way: Any
    day: Any


@bp.route("/console/ket-qua/lich-cong-bo", methods=["GET"])
@staff_may(May.SEE_RESULTS)
def index() -> str:
    form, rows = _read(year := _year())
    return _page(form, rows, year)


@bp.post("/console/ket-qua/lich-cong-bo")
@staff_may(May.FIX_PUBLICATION)
def keep() -> Response | tuple[str, int]:
    form, rows = _read(year := _year())
    if form.validate_on_submit() and _is_fixed(form, rows, year):
        return redirect(url_for("schedule.index", nam=year), code=303)
    return _page(form, rows, year), 422


def _year() -> int:
    return year_asked(request.args.get("nam"), local_day(request_now()))


def _read(year: int) -> tuple[StaffForm, list[Row]]:
    authority_id, today = signed_in().authority_id, local_day(request_now())
    with database().reading() as session:
        periods = periods_of_year(session, authority_id, year)
        fixed = fixed_for(session, authority_id)
    form = _form(periods, fixed, today)
    return form, [
        Row(
            schedule_line(row, fixed.get(row.id), today),
            _field(form, f"way-{row.key}"),
            _field(form, f"day-{row.key}"),
        )
        for row in periods
    ]


def _field(form: StaffForm, name: str) -> Any:
    """Return a field; None of a period that is over, which has none."""
    return next((field for field in form if field.name == name), None)


def _form(periods: list[Period], fixed: dict[int, Fixed], today: date) -> StaffForm:
    """Return a form with a way and a day for each period that can still be fixed."""
    fields: dict[str, Any] = {}
    for row in periods:
        if is_fixed_for_good(row, today):
            continue
        name, kept = period_name(row.key, row.name, lang()), fixed.get(row.id)
        choices = [
            SelectChoice(value=str(code), label=words)
            for code, words in CHOICES.items()
            if code != OPEN or kept is None
        ]
        fields[f"way-{row.key}"] = SelectField(
            name, choices=choices, default=str(kept.way) if kept else OPEN
        )
        fields[f"day-{row.key}"] = DateField(
            f"{_l('Day')}: {name}",
            validators=[Optional()],
            default=kept.public_on if kept else None,
        )
    form: StaffForm = type("ScheduleForm", (StaffForm,), fields)()
    return form


def _is_fixed(form: StaffForm, rows: list[Row], year: int) -> bool:
    staff = signed_in()
    wanted = {
        row.line.key: Fixed(Way(row.way.data), row.day.data if row.way.data == Way.ON_DAY else None)
        for row in rows
        if row.way is not None and row.way.data != OPEN
    }
    try:
        with database().writing() as session:
            actor = Actor(staff.authority_id, staff.id)
            changed = fix(session, actor, year, wanted, now=request_now())
    except InvalidInputError as error:
        _tell(form, rows, error.fields)
        return False
    flash(ngettext("%(num)d line is fixed.", "%(num)d lines are fixed.", changed), "success")
    return True


def _tell(form: StaffForm, rows: list[Row], faults: dict[str, str]) -> None:
    """Put each fault beside its field; what is wrong with the whole goes to the first trial."""
    for row in rows:
        if row.line.key in faults:
            row.day.errors = [FAULTS[faults[row.line.key]]]
    if "" in faults:
        trial = next(row for row in rows if row.way is not None and row.way.data == Way.TRIAL)
        trial.way.errors = [FAULTS[faults[""]]]


def _page(form: StaffForm, rows: list[Row], year: int) -> str:
    return render_template(
        "console/schedule.html",
        form=form,
        rows=rows,
        year=year,
        rules=rules(),
        may=signed_in().may,
        can_fix=May.FIX_PUBLICATION in signed_in().may and any(row.way is not None for row in rows),
    )
