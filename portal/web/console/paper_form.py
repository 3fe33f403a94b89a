"""The page a sheet is typed into: one field for each question, in the order of the paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from flask import request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, SelectChoice, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from portal.fieldwork.models import Questionnaire, Survey
from portal.fieldwork.paper.fields import PaperField, fields_of
from portal.fieldwork.questionnaires import read_instrument
from portal.offices.models import ServicePoint
from portal.web.citizen.rating_messages import FAULTS
from portal.web.citizen.rating_page import spoken_in
from portal.web.console.paper_words import CHANNELS, typing_fault
from portal.web.forms import StaffForm, WholeNumber
from portal.web.i18n import lang
from portal.web.numbers import LARGEST_ID
from surveys.answers import WHOLE_FORM, AnswersError
from surveys.instrument import Instrument

# Before the names of answers, which are the questionnaire's own: no field of ours begins so.
ANSWER = "a."


class _PerhapsNone(Optional):
    """May be blank, but is not called optional: a sheet has its number, a telephone call none."""

    def __init__(self) -> None:
        super().__init__()
        self.field_flags: dict[str, object] = {}


class HeadForm(StaffForm):
    """How, where and when the answers were given; `token` guards what has no sheet number."""

    channel = SelectField(
        _l("How the answers came"),
        choices=[SelectChoice(value=way.value, label=words) for way, words in CHANNELS.items()],
    )
    place = SelectField(_l("Place"))
    given_on = DateField(_l("Day it was given"), validators=[InputRequired()])
    number = WholeNumber(
        _l("Sheet number"), validators=[_PerhapsNone(), NumberRange(1, LARGEST_ID)]
    )
    token = HiddenField()

    def offer(self, points: Sequence[ServicePoint]) -> None:
        """Let one choose among places."""
        self.place.choices = [
            SelectChoice(value=str(p.id), label=f"{p.name} ({p.unit.name})") for p in points
        ]


@dataclass(frozen=True)
class Line:
    """One field with what is typed in it so far."""

    id: str
    field: PaperField
    value: str
    problem: LazyString | None
    has_focus: bool


@dataclass(frozen=True)
class Sheet:
    """A questionnaire to be typed; `problems` are by field, `general` speaks of the whole.

    `only` names the fields that are asked; None is all of them.
    """

    instrument: Instrument
    typed: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, LazyString] = field(default_factory=dict)
    general: LazyString | str | None = None
    only: frozenset[str] | None = None

    @property
    def fields(self) -> tuple[PaperField, ...]:
        every = fields_of(self.instrument, self.instrument.language_for(lang()))
        return tuple(one for one in every if self.only is None or one.name in self.only)

    @property
    def next_blank(self) -> int:
        """The place of the first blank field after the last that is filled."""
        filled = [i for i, one in enumerate(self.fields) if self.typed.get(one.name, "").strip()]
        return filled[-1] + 1 if filled else 0

    def lines(self, *, has_focus: bool) -> list[Line]:
        """Return the fields with their texts; the next blank one may take the keyboard."""
        at = self.next_blank if has_focus and not self.problems and not self.general else -1
        return [
            Line(f"f{i}", one, self.typed.get(one.name, ""), self.problems.get(one.name), i == at)
            for i, one in enumerate(self.fields)
        ]

    def faulty(self, error: AnswersError) -> "Sheet":
        """Return the sheet with what is wrong beside each field."""
        by_name = {one.name: one for one in self.fields}
        asked = {question.code: question for question in self.instrument.questions}
        problems = {
            name: typing_fault(fault, by_name[name], asked.get(by_name[name].question))
            for name, fault in error.faults.items()
            if name in by_name
        }
        whole = [fault for name, fault in error.faults.items() if name not in by_name]
        general = FAULTS[error.faults.get(WHOLE_FORM, whole[0])] if whole else None
        return replace(self, problems=problems, general=general)


def sheet_of(survey: Survey, questionnaire: Questionnaire) -> Sheet:
    """Return the sheet of a survey with what this request has typed into it."""
    typed = {
        name.removeprefix(ANSWER): text
        for name, text in request.form.items()
        if name.startswith(ANSWER)
    }
    return Sheet(spoken_in(read_instrument(questionnaire), survey.languages), typed)


def is_to_be_kept() -> bool:
    """Whether the button was pressed that keeps; the key Enter only goes on to the next field."""
    return request.method == "POST" and request.form.get("step") == "keep"
