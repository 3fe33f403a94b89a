"""The forms of remedial plans."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import (
    DateField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from portal.cases.handling.store import assignable_units
from portal.offices.models import Unit
from portal.remedies.figures import LINKABLE, Bookshelf
from portal.remedies.kinds import Occasion
from portal.remedies.labels import OCCASIONS, named
from portal.remedies.steps_store import answerable
from portal.remedies.wording import LONGEST_NUMBER, LONGEST_TEXT, LONGEST_TITLE
from portal.reports.definitions import DEFINITIONS
from portal.web.forms import GraphemeLimit, StaffForm, tidy
from portal.web.i18n import lang
from portal.web.numbers import row_id
from portal.words.translate import say

NEEDED = InputRequired(_l("This field is required."))
TEXT = [NEEDED, GraphemeLimit(LONGEST_TEXT)]


class SeenForm(StaffForm):
    """What every change carries: the version its writer was looking at."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class PlanForm(StaffForm):
    """What a plan answers to."""

    title = StringField(
        _l("What is to be put right"),
        filters=[tidy],
        validators=[NEEDED, Length(max=LONGEST_TITLE)],
    )
    occasion = RadioField(_l("Occasion"), coerce=Occasion, validators=[NEEDED])
    occasion_on = DateField(_l("Day of the occasion"), validators=[NEEDED])
    document_no = StringField(
        _l("Document number"),
        description=_l("Of the decision, conclusion or minutes, if there is one."),
        filters=[tidy],
        validators=[Optional(), Length(max=LONGEST_NUMBER)],
    )

    def offer(self) -> "PlanForm":
        self.occasion.choices = [
            SelectChoice(value=one.value, label=say(lang(), OCCASIONS[one])) for one in Occasion
        ]
        return self


class ChangePlanForm(PlanForm, SeenForm):
    """The head of a plan as its writer saw it."""


class FindingForm(StaffForm):
    """What was found wrong, and why it is so."""

    words = TextAreaField(_l("Finding"), filters=[tidy], validators=TEXT)
    cause = TextAreaField(
        _l("Cause"),
        description=_l("Why it is so, not who is to blame. No names of citizens."),
        filters=[tidy],
        validators=TEXT,
    )


class ChangeFindingForm(FindingForm, SeenForm):
    """A finding as its writer saw it."""


class FigureForm(StaffForm):
    """Which figure stands behind a finding."""

    period = SelectField(_l("Period"), validators=[NEEDED])
    code = SelectField(_l("Figure"), validators=[NEEDED])
    unit = SelectField(_l("Unit"), validators=[Optional()])

    def offer(self, shelf: Bookshelf, units: Sequence[Unit]) -> "FigureForm":
        self.period.choices = [
            SelectChoice(value=row.key, label=named(row, lang())) for row in shelf.begun()
        ]
        self.code.choices = [
            SelectChoice(value=code, label=say(lang(), DEFINITIONS[code].name)) for code in LINKABLE
        ]
        self.unit.choices = [
            SelectChoice(value="", label=_("Whole commune")),
            *(SelectChoice(value=str(unit.id), label=unit.name) for unit in units),
        ]
        return self


class CaseForm(StaffForm):
    """Which case stands behind a finding."""

    reference = StringField(
        _l("Case reference"),
        description=_l("Read only by those who may see the case."),
        filters=[tidy],
        validators=[NEEDED, Length(max=40)],
    )


class OwnerForm(StaffForm):
    """Who answers: a unit, and a person of it or its head."""

    unit_id = SelectField(_l("Responsible unit"), validators=[NEEDED])
    staff_id = SelectField(_l("Responsible person"), validators=[Optional()])

    def offer(self, session: Session, authority_id: int) -> None:
        units = assignable_units(session, authority_id)
        self.unit_id.choices = [
            SelectChoice(value="", label=_("Please choose")),
            *(SelectChoice(value=str(unit.id), label=unit.name) for unit in units),
        ]
        self.staff_id.choices = [
            SelectChoice(value="", label=_("head of the unit")),
            *(
                SelectChoice(value=str(one.id), label=f"{one.display_name} ({one.unit.name})")
                for one in answerable(session, authority_id)
                if one.unit
            ),
        ]

    @property
    def owner(self) -> tuple[int, int | None]:
        """The unit and the person chosen."""
        chosen = self.staff_id.data
        return row_id(self.unit_id.data), row_id(chosen) if chosen else None


class MeasureForm(OwnerForm):
    """What is done about a finding, by whom and until when."""

    words = TextAreaField(_l("What is done"), filters=[tidy], validators=TEXT)
    due_on = DateField(_l("Until which day"), validators=[NEEDED])


class NoteForm(SeenForm):
    """How a measure goes."""

    words = TextAreaField(_l("How it goes"), filters=[tidy], validators=TEXT)


class FinishForm(SeenForm):
    """What was done."""

    words = TextAreaField(_l("What was done"), filters=[tidy], validators=TEXT)


class MoveForm(SeenForm):
    """Another day, and why."""

    due_on = DateField(_l("Until which day"), validators=[NEEDED])
    reason = TextAreaField(_l("Why the day is moved"), filters=[tidy], validators=TEXT)


class HandForm(SeenForm, OwnerForm):
    """Another owner, and why."""

    reason = TextAreaField(_l("Why somebody else"), filters=[tidy], validators=TEXT)


class RecheckForm(SeenForm):
    """Whether a measure helped; if not, until when it is tried again."""

    outcome = RadioField(_l("Did it help?"), validators=[NEEDED])
    words = TextAreaField(_l("What you saw"), filters=[tidy], validators=TEXT)
    due_on = DateField(
        _l("If it did not: until which day it is tried again"), validators=[Optional()]
    )

    def offer(self) -> "RecheckForm":
        self.outcome.choices = [
            SelectChoice(value="yes", label=_("Yes, it helped")),
            SelectChoice(value="no", label=_("No, not yet")),
        ]
        return self
