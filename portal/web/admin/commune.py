"""About the commune: what citizens read at the foot of each page, and how it counts."""

from dataclasses import fields

from flask import Blueprint
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import RadioField, SelectChoice, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from portal.offices import store
from portal.offices.authorities import LONGEST, MONTH_STARTS, SMALLEST_GROUPS, Habits
from portal.offices.permissions import May
from portal.offices.setup import Contact
from portal.reports.replanning import Replan, change_details
from portal.web.admin.pages import actor, done, is_saved, show
from portal.web.admin.replanned import tell
from portal.web.admin.survey import STEPS, Step, shown_asking
from portal.web.forms import StaffForm, WholeNumber, tidy
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in

bp = Blueprint("commune", __name__)


class CommuneForm(StaffForm):
    """How citizens reach the commune, and how it counts."""

    address = StringField(
        _l("Address of the office"),
        filters=[tidy],
        validators=[Optional(), Length(max=LONGEST["address"])],
    )
    hours = StringField(
        _l("Opening hours"), filters=[tidy], validators=[Optional(), Length(max=LONGEST["hours"])]
    )
    hotline = StringField(
        _l("Telephone"), filters=[tidy], validators=[Optional(), Length(max=LONGEST["hotline"])]
    )
    reception = StringField(
        _l("When and where citizens are received"),
        filters=[tidy],
        validators=[Optional(), Length(max=LONGEST["reception"])],
    )
    regulation_receiver = StringField(
        _l("Who receives what is said about regulations"),
        filters=[tidy],
        validators=[Optional(), Length(max=LONGEST["regulation_receiver"])],
    )
    leaders_receiver = StringField(
        _l("Who receives what names the chairperson or a deputy"),
        filters=[tidy],
        validators=[Optional(), Length(max=LONGEST["leaders_receiver"])],
    )
    leaders_source = StringField(
        _l("Source of this address"),
        filters=[tidy],
        validators=[Optional(), Length(max=LONGEST["leaders_source"])],
    )
    regulation_address = StringField(
        _l("Its address"),
        filters=[tidy],
        validators=[Optional(), Length(max=LONGEST["regulation_address"])],
    )
    regulation_phone = StringField(
        _l("Its telephone"),
        filters=[tidy],
        validators=[Optional(), Length(max=LONGEST["regulation_phone"])],
    )
    regulation_hours = StringField(
        _l("Its opening hours"),
        filters=[tidy],
        validators=[Optional(), Length(max=LONGEST["regulation_hours"])],
    )
    smallest_group = WholeNumber(
        _l("Smallest group shown"),
        validators=[InputRequired(), NumberRange(SMALLEST_GROUPS[0], SMALLEST_GROUPS[-1])],
    )
    months_start_on = RadioField(
        _l("Reporting months begin on day"),
        coerce=int,
        choices=[SelectChoice(value=day, label=str(day)) for day in MONTH_STARTS],
    )

    @property
    def contact(self) -> Contact:
        return Contact(**{one.name: self[one.name].data for one in fields(Contact)})

    @property
    def habits(self) -> Habits:
        return Habits(self.smallest_group.data, self.months_start_on.data)


@bp.route("/admin/commune", methods=["GET", "POST"])
@staff_may(May.SET_UP)
def index() -> Response | tuple[str, int]:
    with database().reading() as session:
        authority = store.authority_by_id(session, signed_in().authority_id)
        facts = {"code": authority.code, "slug": authority.slug}
        facts["prefix"] = authority.reference_prefix
        form = CommuneForm(obj=authority)
        asking = shown_asking(session)
    changed: list[Replan | None] = []
    if form.validate_on_submit() and is_saved(
        form,
        lambda session: changed.append(
            change_details(session, actor(), form.contact, form.habits, now=request_now())
        ),
        field="address",
    ):
        answer = done("commune.index")
        if changed[0] is not None:
            tell(changed[0])
        return answer
    return show("admin/commune.html", form, facts=facts, asking=asking)


@bp.route("/admin/commune/survey/<any(stop, begin):step>", methods=["GET", "POST"])
@staff_may(May.SET_UP)
def survey(step: Step) -> Response | tuple[str, int]:
    """Ask first: one press would close every counter of the commune."""
    form = StaffForm()
    if form.validate_on_submit():
        carry_out, words = STEPS[step]
        with database().writing() as session:
            carry_out(session, actor(), now=request_now())
        return done("commune.index", words)
    return show("admin/survey.html", form, step=step)
