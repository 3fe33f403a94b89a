"""Forms of the pages on reporting periods: one period, the months of a year, the usual cuts."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional, Regexp

from portal.reports.kinds import PeriodKind
from portal.web.forms import StaffForm, tidy

KINDS: dict[PeriodKind, LazyString] = {
    PeriodKind.MONTH: _l("A month"),
    PeriodKind.QUARTER: _l("A quarter"),
    PeriodKind.HALF_YEAR: _l("Six months"),
    PeriodKind.NINE_MONTHS: _l("Nine months"),
    PeriodKind.YEAR: _l("A year"),
    PeriodKind.OTHER: _l("Something else"),
}
FAULTS: dict[str, LazyString] = {
    "required": _l("This field is required."),
    "before_from": _l("The last day lies before the first."),
    "passed": _l("This day has passed."),
    "far_away": _l("This day is too long ago or too far ahead."),
    "before_end": _l("Figures cannot be cut off before the period has ended."),
    "splits_half_month": _l(
        "A period begins on the 1st or on the 15th and ends the day before such a day. Otherwise "
        "the ratings of single days could be worked out."
    ),
}


class PeriodForm(StaffForm):
    """A period as the commune's plan sets it."""

    key = StringField(
        _l("Key"),
        filters=[tidy],
        validators=[
            InputRequired(),
            Regexp(r"[A-Za-z0-9-]{1,20}\Z", message=_l("Use letters without marks, digits and -.")),
        ],
    )
    name = StringField(_l("Name"), filters=[tidy], validators=[InputRequired(), Length(max=80)])
    kind = SelectField(
        _l("Kind"),
        choices=[SelectChoice(value=kind.value, label=words) for kind, words in KINDS.items()],
        default=PeriodKind.OTHER.value,
        coerce=PeriodKind,
    )
    from_on = DateField(_l("From"), validators=[InputRequired()])
    to_on = DateField(_l("To"), validators=[InputRequired()])
    cutoff_on = DateField(_l("Cut-off date"), validators=[InputRequired()])
    due_up_on = DateField(_l("Report due upwards on"), validators=[Optional()])
    due_down_on = DateField(_l("Units report by"), validators=[Optional()])
    receiver = StringField(_l("Who receives it"), filters=[tidy], validators=[Length(max=120)])


class ChangeForm(PeriodForm):
    """The same without the key, which stands in addresses and file names already."""

    key = None


class YearForm(StaffForm):
    """The months of one year at once."""

    year = IntegerField(_l("Year"), validators=[InputRequired()])
