"""Forms of the calendar: a day off, a swap, a further year."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from portal.calendar.changes import LONGEST_DECISION, LONGEST_NAME, Swap
from portal.calendar.days import DayCode, DayKind, DayName, DayStatus, SpecialDay
from portal.web.admin.messages import DAY_CODES, DAY_STATUSES
from portal.web.forms import StaffForm, tidy


class DecidedForm(StaffForm):
    """What every change of the calendar needs: a name in both languages and a decision.

    `replaces` names the listed days that would be written over, once the reader was asked.
    """

    replaces = ""
    name_vi = StringField(
        _l("Name in Vietnamese"),
        filters=[tidy],
        validators=[InputRequired(), Length(max=LONGEST_NAME)],
    )
    name_en = StringField(
        _l("Name in English"),
        filters=[tidy],
        validators=[InputRequired(), Length(max=LONGEST_NAME)],
    )
    decision = StringField(
        _l("Decision or law"),
        filters=[tidy],
        validators=[InputRequired(), Length(max=LONGEST_DECISION)],
    )
    status = SelectField(
        _l("How sure"),
        coerce=DayStatus,
        choices=[
            SelectChoice(value=status.value, label=name) for status, name in DAY_STATUSES.items()
        ],
        default=DayStatus.OFFICIAL,
    )

    @property
    def name(self) -> DayName:
        return DayName(self.name_vi.data, self.name_en.data)


class DayForm(DecidedForm):
    """A day off."""

    day = DateField(_l("Day off"), validators=[InputRequired()])
    code = SelectField(
        _l("Occasion"),
        coerce=DayCode,
        choices=[SelectChoice(value=code.value, label=name) for code, name in DAY_CODES.items()],
        default=DayCode.COMPENSATION,
    )

    @property
    def special(self) -> SpecialDay:
        day, code, status = self.day.data, self.code.data, self.status.data
        return SpecialDay(day, DayKind.REST, code, self.name, self.decision.data, status)


class SwapForm(DecidedForm):
    """A weekday off for a Saturday worked."""

    off = DateField(_l("Weekday off"), validators=[InputRequired()])
    worked = DateField(_l("Saturday worked instead"), validators=[InputRequired()])

    @property
    def swap(self) -> Swap:
        off, worked, status = self.off.data, self.worked.data, self.status.data
        return Swap(off, worked, self.name, self.decision.data, status)


class YearForm(StaffForm):
    """All days off of a further year, one a line."""

    lines = TextAreaField(_l("Days off, one a line"), filters=[tidy], validators=[InputRequired()])
