"""The form of one rule of routing: what a case must be like, and where it then goes."""

from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import (
    DateField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    SubmitField,
)
from wtforms.validators import Length, Optional

from portal.cases.handling.store import assignable_units
from portal.cases.kinds import Subject
from portal.cases.routing.editing import NewRule, judge, words_of
from portal.cases.routing.matching import Conditions
from portal.cases.routing.procedures import procedure_typed
from portal.cases.routing.store import rule_of
from portal.offices.models import Procedure
from portal.offices.store import points_of, procedures_of
from portal.web.console.forms import NEEDED, CheckboxesField
from portal.web.console.words import SUBJECTS
from portal.web.forms import StaffForm, tidy

ANY = _l("Any")


class RuleForm(StaffForm):
    """What stays empty asks for nothing; of several words one is enough."""

    subject = SelectField(_l("Subject"))
    service_point_id = SelectField(_l("Place it was sent from"), coerce=int)
    procedure = StringField(
        _l("Administrative procedure"),
        description=_l("Its code or its name."),
        filters=[tidy],
        validators=[Optional(), Length(max=1500)],
    )
    field = SelectField(_l("Field of the procedure"))
    words = StringField(
        _l("Words of the story"),
        description=_l("Between commas; one of them is enough. Diacritics do not matter."),
        filters=[tidy],
        validators=[Optional(), Length(max=1000)],
    )
    unit_id = RadioField(_l("Responsible unit"), coerce=int, validators=[NEEDED])
    beside = CheckboxesField(_l("Coordinating units"), coerce=int, validators=[Optional()])
    valid_from = DateField(_l("In force from"), validators=[NEEDED])
    tried = HiddenField()
    save = SubmitField(_l("Save this rule"))

    def offer(self, session: Session, authority_id: int) -> None:
        """Fill in what can be chosen."""
        units = assignable_units(session, authority_id)
        self.unit_id.choices = [SelectChoice(value=one.id, label=one.name) for one in units]
        self.beside.choices = self.unit_id.choices
        points = points_of(session, authority_id, only_active=True)
        procedures = procedures_of(session, authority_id, only_active=True)
        fields = sorted({row.field for row in procedures if row.field})
        self.subject.choices = [
            SelectChoice(value="", label=ANY),
            *(SelectChoice(value=code.value, label=name) for code, name in SUBJECTS.items()),
        ]
        self.service_point_id.choices = [
            SelectChoice(value=0, label=ANY),
            *(SelectChoice(value=point.id, label=point.name) for point in points),
        ]
        self.field.choices = [
            SelectChoice(value="", label=ANY),
            *(SelectChoice(value=name, label=name) for name in fields),
        ]

    def show(self, session: Session, authority_id: int, rule_id: int | None, today: date) -> None:
        """Fill in a rule as it was saved; a new one holds from today."""
        if rule_id is None:
            self.valid_from.data, self.beside.data = today, []
            return
        row = rule_of(session, authority_id, rule_id)
        procedure = session.get_one(Procedure, row.procedure_id) if row.procedure_id else None
        self.subject.data, self.field.data = row.subject or "", row.field
        self.service_point_id.data = row.service_point_id or 0
        self.procedure.data = f"{procedure.code} {procedure.name}" if procedure else ""
        self.words.data = ", ".join(row.words)
        self.unit_id.data, self.beside.data = row.unit_id, list(row.beside)
        self.valid_from.data = row.valid_from

    def rule(self, session: Session, authority_id: int) -> NewRule:
        """Return the rule as typed; `InvalidInputError` names the field that does not fit."""
        typed = self.procedure.data
        rule = NewRule(
            Conditions(
                subject=Subject(self.subject.data) if self.subject.data else None,
                service_point_id=self.service_point_id.data or None,
                procedure_id=procedure_typed(session, authority_id, typed) if typed else None,
                field=self.field.data,
                words=words_of(self.words.data or ""),
            ),
            unit_id=self.unit_id.data,
            beside=tuple(self.beside.data or ()),
            valid_from=self.valid_from.data,
        )
        judge(session, authority_id, rule)
        return rule
