"""The petition form: the citizen's words for it, and the way to a petition of the domain."""

from typing import Any, TypeVar

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from wtforms import (
    HiddenField,
    MultipleFileField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Optional, ValidationError

from portal.cases.intake.lanes import Lane
from portal.cases.intake.petition import LONGEST_STORY, NewPetition
from portal.cases.kinds import CaseKind, ReplyBy, SenderKind, Subject
from portal.people.details import ContactDetails
from portal.web.case_words import KINDS, REPLY_BY, SENDER_KINDS, SUBJECTS
from portal.web.forms import CitizenForm, GraphemeLimit, tidy

Code = TypeVar("Code", CaseKind, Subject, SenderKind, ReplyBy)

CHOOSE = _l("Please choose one.")
NAMED, ANONYMOUS = "named", "anonymous"
YES, NO = "yes", "no"
LEADERS = "leaders"
YES_NO = [SelectChoice(YES, _l("Yes")), SelectChoice(NO, _l("No"))]


def choices(words: dict[Code, LazyString]) -> list[SelectChoice]:
    return [SelectChoice(value=code.value, label=label) for code, label in words.items()]


def must_choose() -> InputRequired:
    return InputRequired(CHOOSE)


def _code(codes: type[Code], value: str | None, stand_in: Code) -> Code:
    return codes(value) if value in set(codes) else stand_in


class PetitionForm(CitizenForm):
    """Story first, then what and where, then who and how to be answered."""

    submission = HiddenField()
    # A trap for programs; people never see it.
    website = StringField(_l("Please leave this box empty"), filters=[tidy])

    story = TextAreaField(
        _l("What happened, or what would you like to say?"),
        validators=[GraphemeLimit(LONGEST_STORY)],
        filters=[tidy],
    )
    kind = RadioField(_l("What is this?"), choices=choices(KINDS), validators=[must_choose()])
    subject = RadioField(
        _l("What is it about?"), choices=choices(SUBJECTS), validators=[must_choose()]
    )
    about = SelectField(
        _l("Is it about a unit or somebody of the local office?"), validators=[Optional()]
    )
    village_id = SelectField(_l("Village"), validators=[Optional()])
    place = StringField(_l("Exact place"), validators=[Optional()], filters=[tidy])
    files = MultipleFileField(_l("Photos or PDF"), validators=[Optional()])

    sender_kind = RadioField(
        _l("Who is writing?"),
        choices=choices(SENDER_KINDS),
        default=SenderKind.PERSON.value,
        validators=[must_choose()],
    )
    identity = RadioField(
        _l("Do you give your name?"),
        choices=[
            SelectChoice(NAMED, _l("Yes, with my name")),
            SelectChoice(ANONYMOUS, _l("No, without a name")),
        ],
        validators=[must_choose()],
    )
    reply_by = RadioField(
        _l("How would you like to be answered?"),
        choices=choices(REPLY_BY),
        validators=[must_choose()],
    )
    name = StringField(_l("Your name"), filters=[tidy])
    phone = StringField(_l("Telephone"), filters=[tidy])
    email = StringField(_l("E-mail"), filters=[tidy])
    address = StringField(_l("Address"), filters=[tidy])
    may_publish = RadioField(
        _l("May the commune publish this with its answer?"),
        choices=[
            SelectChoice(YES, _l("Yes, without my name and contact")),
            SelectChoice(NO, _l("No, only the office may read it")),
        ],
        validators=[must_choose()],
    )
    complaint = RadioField(
        _l(
            "Did an office decide or do something to you that you think is wrong, and shall it be "
            "looked at again?"
        ),
        choices=YES_NO,
        validate_choice=False,
    )
    denunciation = RadioField(
        _l("Do you want to report somebody who broke the law, so that it is investigated?"),
        choices=YES_NO,
        validate_choice=False,
    )

    def validate_website(self, field: Any) -> None:
        if field.data:
            raise ValidationError(_l("Please leave this box empty"))

    def petition(self, authority_id: int, service_point_id: int | None, lang: str) -> NewPetition:
        """Return what was typed; a choice not yet made stands in for one that needs nothing."""
        named = self.identity.data == NAMED
        return NewPetition(
            authority_id=authority_id,
            story=self.story.data,
            kind=_code(CaseKind, self.kind.data, CaseKind.REPORT),
            subject=_code(Subject, self.subject.data, Subject.LOCAL_LIFE),
            sender_kind=_code(SenderKind, self.sender_kind.data, SenderKind.PERSON),
            is_anonymous=not named,
            reply_by=_code(ReplyBy, self.reply_by.data, ReplyBy.CODE),
            may_publish=self.may_publish.data == YES,
            contact=ContactDetails(
                self.name.data, self.address.data, self.phone.data, self.email.data
            ),
            place=self.place.data,
            village_id=int(self.village_id.data) if self._knows_village() else None,
            service_point_id=service_point_id,
            language=lang,
        )

    @property
    def names_leaders(self) -> bool:
        """Praise may name anybody; what else names the leaders is the province's to judge."""
        return bool(self.about.data == LEADERS and self.kind.data != CaseKind.PRAISE.value)

    def answers(self) -> dict[Lane, str]:
        """Return yes or no for each lane that was asked about and answered."""
        given = {lane: self[lane.value].data for lane in Lane}
        return {lane: answer for lane, answer in given.items() if answer in {YES, NO}}

    def add_fault(self, name: str, message: object) -> None:
        """Put a message beside a field, once; a fault of nothing on the page goes to the story."""
        field = self[name if name in self else "story"]
        if not field.errors:
            field.errors = [message]

    def carried(self) -> list[tuple[str, str]]:
        """Return everything typed as names and values for hidden fields; files travel apart."""
        skipped = {"submission", "files", "website"}
        return [
            (field.name, field.data) for field in self if field.data and field.name not in skipped
        ]

    def _knows_village(self) -> bool:
        known = {choice.value for choice in self.village_id.choices}
        return bool(self.village_id.data) and self.village_id.data in known
