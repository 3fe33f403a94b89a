"""The form of a stack of slips, filled with the surveys and counters this person may choose."""

from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import DateField, SelectChoice, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from portal.clock import local_day
from portal.fieldwork import store
from portal.fieldwork.drafting import Desk
from portal.fieldwork.kinds import SurveyState
from portal.fieldwork.phases import phase
from portal.fieldwork.slips.issuing import ASKED, StackPlan
from portal.fieldwork.slips.terms import shipped
from portal.offices.store import points_of
from portal.web.forms import StaffForm, WholeNumber
from portal.web.numbers import row_id
from portal.web.session import request_now

USUAL = 50

FAULTS: dict[str, LazyString] = {
    "not_asked": _l("This survey is not asked any more."),
    "not_asked_here": _l("The chosen survey is not asked at this counter."),
    "too_few": _l("A stack has to have at least as many slips as answers that may be shown."),
    "too_many": _l("Please print at most %(most)d slips at once.", most=shipped().most),
    "passed": _l("This day has passed."),
    "days_turned": _l("The last day lies before the first."),
    "too_long": _l("Please hand a stack out within %(n)d days.", n=shipped().longest_handed_days),
    "days_or_date": _l("Give either a number of days or a date."),
    "over_before": _l("The slips would no longer open on their last day of handing out."),
    "too_far": _l("Slips open for at most %(n)d days.", n=shipped().longest_days),
    "out_of_range": _l("This is more than were printed."),
}


class SlipForm(StaffForm):
    """What to print: which survey and counter, how many, for which days."""

    survey = SelectField(_l("Survey"))
    place = SelectField(_l("Counter"))
    n = WholeNumber(_l("How many slips"), validators=[InputRequired(), NumberRange(min=1)])
    handed_from = DateField(_l("Handed out from"), validators=[InputRequired()])
    handed_to = DateField(_l("Handed out until"), validators=[InputRequired()])
    days = WholeNumber(_l("Open for how many days after"), validators=[Optional(), NumberRange(0)])
    through = DateField(_l("Or open until"), validators=[Optional()])


class HandedForm(StaffForm):
    """How many slips of a stack were handed out."""

    handed = WholeNumber(_l("Slips handed out"), validators=[InputRequired(), NumberRange(min=0)])


def offer(session: Session, form: SlipForm, desk: Desk) -> SlipForm:
    """Offer surveys that are or will be asked, and counters; fill in what is usual."""
    authority_id, only, now = desk.actor.authority_id, desk.only_unit, request_now()
    form.survey.choices = [
        SelectChoice(value=str(survey.id), label=survey.title)
        for survey, *_rest in store.sheets_of(session, authority_id, only)
        if phase(SurveyState(survey.state), survey.opens_at, survey.closes_at, now) in ASKED
    ]
    form.place.choices = [
        SelectChoice(value=str(point.id), label=f"{point.name} ({point.unit.name})")
        for point in points_of(session, authority_id, only_active=True)
        if only in {None, point.unit_id}
    ]
    if not form.is_submitted():
        form.handed_from.data = form.handed_to.data = local_day(now)
        form.n.data = USUAL
    return form


def plan_of(form: SlipForm) -> StackPlan:
    values: dict[str, Any] = form.data
    return StackPlan(
        survey_id=row_id(values["survey"]),
        service_point_id=row_id(values["place"]),
        n=values["n"],
        handed_from=values["handed_from"],
        handed_to=values["handed_to"],
        days=values["days"],
        through=values["through"],
    )
