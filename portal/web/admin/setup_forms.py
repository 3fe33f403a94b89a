"""Forms of the first-run wizard: which commune, and what has to be known of it."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    PasswordField,
    RadioField,
    SelectChoice,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from portal.calendar.changes import LONGEST_SOURCE
from portal.calendar.terms import LONGEST_TERM_DAYS, Term, TermUnit
from portal.founding import ReplyTerm
from portal.offices.authorities import LONGEST, MONTH_STARTS
from portal.offices.communes import Commune
from portal.offices.models import Village
from portal.offices.places import LONGEST_NAME
from portal.offices.setup import Contact, NewOffice
from portal.offices.usual_units import usual_units
from portal.web.admin.terms import TERM_UNITS
from portal.web.forms import StaffForm, WholeNumber, tidy


class DetailsForm(StaffForm):
    """Everything a commune needs to begin; most of it is filled in with what is usual."""

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
    units = SelectMultipleField(
        _l("Units of the commune"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validators=[InputRequired()],
    )
    first_point = StringField(
        _l("Name of the first counter"),
        filters=[tidy],
        default="Quầy 1",
        validators=[InputRequired(), Length(max=120)],
    )
    villages = TextAreaField(_l("Villages, one a line"), filters=[tidy], validators=[Optional()])
    reply_days = WholeNumber(
        _l("Days to answer a petition"),
        default=10,
        validators=[InputRequired(), NumberRange(1, LONGEST_TERM_DAYS)],
    )
    reply_unit = RadioField(
        _l("Kind of days"),
        coerce=TermUnit,
        choices=[SelectChoice(value=unit.value, label=name) for unit, name in TERM_UNITS.items()],
        default=TermUnit.WORKING,
    )
    reply_source = StringField(
        _l("Legal source"), filters=[tidy], validators=[Optional(), Length(max=LONGEST_SOURCE)]
    )
    months_start_on = RadioField(
        _l("Reporting months begin on day"),
        coerce=int,
        choices=[SelectChoice(value=day, label=str(day)) for day in MONTH_STARTS],
        default=MONTH_STARTS[0],
    )
    admin_name = StringField(
        _l("Your full name"), filters=[tidy], validators=[InputRequired(), Length(max=120)]
    )
    admin_username = StringField(
        _l("Username you will sign in with"), filters=[tidy], validators=[InputRequired()]
    )
    password = PasswordField(_l("Password"), validators=[InputRequired()])

    def validate_villages(self, field: Any) -> None:
        """Refuse a line that fits no row, where it was typed."""
        limit = LONGEST_NAME[Village]
        long = [name for name in _lines(field.data) if len(name) > limit]
        if long:
            raise ValidationError(
                _(
                    "The name of a village has at most %(limit)d letters: %(name)s",
                    limit=limit,
                    name=", ".join(long),
                )
            )

    def offer(self, commune: Commune) -> "DetailsForm":
        """Offer the usual units of this type of commune, all of them chosen to begin with."""
        usual = usual_units(commune.type)
        self.units.choices = [SelectChoice(value=unit.key, label=unit.name) for unit in usual]
        if not self.is_submitted():
            self.units.data = [unit.key for unit in usual]
        return self

    def office(self, commune: Commune, password_hash: str) -> NewOffice:
        chosen = set(self.units.data)
        usual = usual_units(commune.type)
        return NewOffice(
            code=commune.code,
            name=commune.name,
            type=commune.type,
            province=commune.province,
            units=tuple((unit.name, unit.kind) for unit in usual if unit.key in chosen),
            contact=Contact(
                self.address.data, self.hours.data, self.hotline.data, self.reception.data
            ),
            first_point=self.first_point.data,
            villages=_lines(self.villages.data),
            months_start_on=self.months_start_on.data,
            admin_username=self.admin_username.data,
            admin_name=self.admin_name.data,
            password_hash=password_hash,
        )

    @property
    def reply(self) -> ReplyTerm:
        return ReplyTerm(Term(self.reply_days.data, self.reply_unit.data), self.reply_source.data)


def _lines(text: str) -> tuple[str, ...]:
    """Return the lines that say something, each once and in order."""
    return tuple(dict.fromkeys(line for raw in text.splitlines() if (line := tidy(raw))))
