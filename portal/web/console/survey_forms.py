"""The form of a draft, filled with what this person may choose."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import (
    DateField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from portal.clock import local_day
from portal.fieldwork import questionnaire_store, store
from portal.fieldwork.approving import LONGEST_NOTE
from portal.fieldwork.drafting import LONGEST_TITLE, Desk, SurveyPlan
from portal.fieldwork.kinds import DRAFTED_KINDS, Scope, SurveyKind
from portal.fieldwork.models import Questionnaire, Survey
from portal.fieldwork.questionnaires import builtin, read_instrument
from portal.fieldwork.windows import last_day
from portal.offices.store import points_of, units_of
from portal.web.console.survey_words import KINDS, SCOPES
from portal.web.forms import GraphemeLimit, StaffForm, tidy
from portal.web.i18n import NAMES, lang
from portal.web.numbers import row_id
from portal.web.session import config, request_now
from surveys.loading import builtin_codes, load_builtin

BUILT_IN, OWN = "built-in", "own"


class SurveyForm(StaffForm):
    """One survey on paper; `version` is the one that was read."""

    title = StringField(
        _l("Title"), filters=[tidy], validators=[InputRequired(), Length(max=LONGEST_TITLE)]
    )
    questionnaire = SelectField(_l("Questionnaire"))
    kind = RadioField(
        _l("Who is asked"),
        choices=[SelectChoice(value=kind.value, label=KINDS[kind]) for kind in DRAFTED_KINDS],
        default=SurveyKind.WALK_UP.value,
    )
    scope = RadioField(_l("Where it is asked"))
    unit = SelectField(_l("Unit, if one"))
    points = SelectMultipleField(
        _l("Places, if chosen ones"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    from_on = DateField(_l("First day"), validators=[InputRequired()])
    to_on = DateField(_l("Last day"), validators=[Optional()])
    languages = SelectMultipleField(
        _l("Languages"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
    co_organiser = StringField(
        _l("Together with"), filters=[tidy], validators=[Length(max=LONGEST_TITLE)]
    )
    version = HiddenField(default="0")

    @property
    def seen(self) -> int:
        """The version that was read; 0 if the field was tampered with."""
        return int(self.version.data) if str(self.version.data).isdecimal() else 0


class ReturnForm(StaffForm):
    """Why a draft goes back."""

    note = TextAreaField(
        _l("What has to be changed"),
        filters=[tidy],
        validators=[InputRequired(), GraphemeLimit(LONGEST_NOTE)],
    )


def offer(session: Session, form: SurveyForm, desk: Desk) -> SurveyForm:
    """Offer questionnaires, units and places, those of one unit to who keeps only its surveys."""
    authority_id, only = desk.actor.authority_id, desk.only_unit
    own = questionnaire_store.own_questionnaires(session, authority_id)
    scopes = [scope for scope in Scope if only is None or scope != Scope.AUTHORITY]
    form.questionnaire.choices = questionnaires_to_choose(own)
    form.scope.choices = [SelectChoice(value=scope.value, label=SCOPES[scope]) for scope in scopes]
    form.unit.choices = [SelectChoice(value="", label="–")] + [
        SelectChoice(value=str(unit.id), label=unit.name)
        for unit in units_of(session, authority_id, only_active=True)
        if only in {None, unit.id}
    ]
    form.points.choices = [
        SelectChoice(value=str(point.id), label=f"{point.name} ({point.unit.name})")
        for point in points_of(session, authority_id)
        if point.revoked_at is None and only in {None, point.unit_id}
    ]
    tongues = [*config().languages, *(t for row in own for t in read_instrument(row).languages)]
    form.languages.choices = [
        SelectChoice(value=code, label=NAMES.get(code, code)) for code in dict.fromkeys(tongues)
    ]
    return form


def blank(form: SurveyForm) -> SurveyForm:
    """Fill in what is usual; a form that was sent stays as it is."""
    if form.is_submitted():
        return form
    form.scope.data = form.scope.choices[0].value
    form.languages.data = list(config().languages)
    form.from_on.data = local_day(request_now())
    return form


def filled(session: Session, form: SurveyForm, survey: Survey, row: Questionnaire) -> SurveyForm:
    """Fill in a survey as it stands; a form that was sent stays as it is."""
    if form.is_submitted():
        return form
    form.title.data, form.co_organiser.data = survey.title, survey.co_organiser
    source = f"{BUILT_IN}:{row.code}" if row.authority_id is None else f"{OWN}:{row.id}"
    form.questionnaire.data = source
    form.kind.data, form.scope.data = str(survey.kind), str(survey.scope)
    form.unit.data = str(survey.unit_id or "")
    if survey.scope == Scope.POINTS:
        form.points.data = [str(point.id) for point in store.points_of_survey(session, survey)]
    form.languages.data = survey.languages.split()
    form.from_on.data, form.to_on.data = local_day(survey.opens_at), last_day(survey.closes_at)
    form.version.data = str(survey.version)
    return form


def plan_of(session: Session, form: SurveyForm) -> SurveyPlan:
    """Return what the form says; a built-in questionnaire is kept as it is asked now."""
    values: dict[str, Any] = form.data
    return SurveyPlan(
        questionnaire_id=source_of(session, values["questionnaire"]),
        title=values["title"],
        kind=SurveyKind(values["kind"]),
        scope=Scope(values["scope"]),
        from_on=values["from_on"],
        to_on=values["to_on"],
        languages=tuple(values["languages"] or ()),
        unit_id=row_id(values["unit"]) if values["unit"] else None,
        points=frozenset(map(row_id, values["points"] or ())),
        co_organiser=values["co_organiser"] or "",
    )


def questionnaires_to_choose(own: list[Questionnaire]) -> list[SelectChoice]:
    """Return the built-in questionnaires and an authority's own."""
    return [*_built_in(), *(_own(row) for row in own)]


def source_of(session: Session, chosen: str) -> int:
    """Return the id of a chosen questionnaire; a built-in one is kept as it is asked now."""
    source, _, name = chosen.partition(":")
    return builtin(session, name, now=request_now()).id if source == BUILT_IN else row_id(name)


def _built_in() -> list[SelectChoice]:
    found = []
    for code in builtin_codes():
        instrument = load_builtin(code)
        title = instrument.title(instrument.language_for(lang()))
        label = f"{title} ({code}/{instrument.version})"
        found.append(SelectChoice(value=f"{BUILT_IN}:{code}", label=label))
    return found


def _own(row: Questionnaire) -> SelectChoice:
    instrument = read_instrument(row)
    title = instrument.title(instrument.language_for(lang()))
    return SelectChoice(value=f"{OWN}:{row.id}", label=f"{title} ({row.code}/{row.version})")
