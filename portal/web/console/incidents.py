"""Notes of what went wrong on a day: listed, added, taken back."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import DateField, SelectChoice, SelectField, StringField, TimeField
from wtforms.validators import InputRequired, Length, Optional

from portal.clock import local_day
from portal.errors import InvalidInputError
from portal.fieldwork import counters_store
from portal.fieldwork.incidents import LONGEST, Note, note_incident, remove_incident
from portal.offices.events import Actor
from portal.offices.permissions import May
from portal.offices.store import points_of
from portal.web.forms import StaffForm, tidy
from portal.web.numbers import row_id
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in

bp = Blueprint("incidents", __name__)

FAULTS: dict[str, LazyString] = {
    "length": _l("This is empty or too long."),
    "in_the_future": _l("This day has not come yet."),
    "both_hours": _l("Give both hours, or none for the whole day."),
    "hours_turned": _l("The end lies before the beginning."),
}


class IncidentForm(StaffForm):
    """What happened, when and where."""

    on_day = DateField(_l("Day"), validators=[InputRequired()])
    from_time = TimeField(_l("From what time"), validators=[Optional()])
    to_time = TimeField(_l("Until what time"), validators=[Optional()])
    counter = SelectField(_l("Counter"))
    words = StringField(
        _l("What happened"), filters=[tidy], validators=[InputRequired(), Length(max=LONGEST)]
    )


@bp.route("/console/khao-sat/su-co", methods=["GET", "POST"])
@staff_may(May.NOTE_INCIDENTS)
def index() -> Response | tuple[str, int]:
    form = _offered(IncidentForm())
    if form.validate_on_submit() and _is_noted(form):
        return redirect(url_for("incidents.index"), code=303)
    today = local_day(request_now())
    if not form.is_submitted():
        form.on_day.data = today
    first = today.replace(year=today.year - 1, day=1)
    with database().reading() as session:
        authority_id = signed_in().authority_id
        found = counters_store.incidents_within(session, authority_id, first, today)
    html = render_template("console/incidents.html", form=form, incidents=found[::-1])
    return html, 422 if form.errors else 200


@bp.post("/console/khao-sat/su-co/<int:incident_id>/bo")
@staff_may(May.NOTE_INCIDENTS)
def remove(incident_id: int) -> Response:
    with database().writing() as session:
        remove_incident(session, _actor(), incident_id, now=request_now())
    flash(_("The note is taken back."), "success")
    return redirect(url_for("incidents.index"), code=303)


def _offered(form: IncidentForm) -> IncidentForm:
    with database().reading() as session:
        points = points_of(session, signed_in().authority_id, only_active=True)
        form.counter.choices = [
            SelectChoice(value="", label=_("everywhere")),
            *(SelectChoice(value=str(p.id), label=f"{p.name} ({p.unit.name})") for p in points),
        ]
    return form


def _is_noted(form: IncidentForm) -> bool:
    note = Note(
        on_day=form.on_day.data,
        words=form.words.data,
        from_time=form.from_time.data,
        to_time=form.to_time.data,
        service_point_id=row_id(form.counter.data) if form.counter.data else None,
    )
    try:
        with database().writing() as session:
            note_incident(session, _actor(), note, now=request_now())
    except InvalidInputError as error:
        for name, fault in error.fields.items():
            form[name].errors = [FAULTS[fault]]
        return False
    flash(_("The note is kept; it stands beside the results of its period."), "success")
    return True


def _actor() -> Actor:
    staff = signed_in()
    return Actor(staff.authority_id, staff.id)
