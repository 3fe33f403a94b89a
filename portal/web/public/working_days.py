"""Anyone may count a term on the commune's own calendar and read why the date is what it is."""

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from wtforms import DateField, IntegerField, RadioField, SelectChoice
from wtforms.validators import InputRequired, ValidationError

from portal.calendar.days import CalendarMissingError
from portal.calendar.store import load_calendar
from portal.calendar.terms import LONGEST_TERM_DAYS, Due, Term, TermUnit, due
from portal.clock import local_day
from portal.web.deadlines import day_rows
from portal.web.forms import CitizenForm
from portal.web.i18n import lang
from portal.web.public.site import cacheable, enter, sections
from portal.web.security import everyone
from portal.web.session import database, request_now
from portal.words.calendar import term_phrase

bp = Blueprint("working_days", __name__)
UNITS = (
    SelectChoice(value=TermUnit.WORKING.value, label=_l("Working days")),
    SelectChoice(value=TermUnit.CALENDAR.value, label=_l("All days of the calendar")),
)


class TermForm(CitizenForm):
    """A day and a term, as they come in an address."""

    received = DateField(
        _l("Day received"), format=["%Y-%m-%d", "%d/%m/%Y"], validators=[InputRequired()]
    )
    days = IntegerField(_l("How many days"), validators=[InputRequired()])
    unit = RadioField(_l("Which days count"), choices=list(UNITS), validators=[InputRequired()])

    def validate_days(self, field: IntegerField) -> None:
        # NumberRange asks whether a number is NaN, and breaks on one of four hundred digits.
        if field.data is not None and not 1 <= field.data <= LONGEST_TERM_DAYS:
            words = _("Number must be between %(min)s and %(max)s.", min=1, max=LONGEST_TERM_DAYS)
            raise ValidationError(words)


@bp.get("/c/<slug>/tinh-han")
@everyone
@cacheable
def index(slug: str) -> tuple[str, int] | str:
    is_asked = bool(request.args.keys() & {"received", "days", "unit"})
    with database().reading() as session:
        authority = enter(session, slug)
        form = _form(is_asked=is_asked)
        counted = _count(session, authority.id, form) if is_asked else None
        page = render_template(
            "public/working_days.html",
            sections=sections(slug),
            form=form,
            counted=counted,
            term=term_phrase(counted.term, lang()) if counted else "",
            days=day_rows(counted, lang()) if counted else [],
        )
    return (page, 422) if form.errors else page


def _form(*, is_asked: bool) -> TermForm:
    """Return the form as asked, or filled with an example of today when nothing was asked."""
    usual = {"unit": TermUnit.WORKING.value}
    if is_asked:
        return TermForm(MultiDict({**usual, **request.args.to_dict()}))
    return TermForm(data={**usual, "received": local_day(request_now()), "days": 10})


def _count(session: Session, authority_id: int, form: TermForm) -> Due | None:
    """Return the count; None leaves the reason with the fields of the form."""
    if not form.validate():
        return None
    term = Term(form.days.data, TermUnit(form.unit.data))
    try:
        return due(load_calendar(session, authority_id), form.received.data, term)
    except CalendarMissingError as error:
        words = _("There is no calendar for %(year)d yet, so nobody can say.", year=error.year)
        form.received.errors = [str(words)]
        return None
