"""The forms of the console; each carries the version of the case its writer was looking at."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    FileField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from portal.cases.handling.outcomes import Refusal
from portal.cases.handling.wording import LONGEST_REPLY, LONGEST_TEXT
from portal.cases.kinds import CaseKind, ReplyBy, Subject
from portal.cases.replies.issuing.signing import SigningForm
from portal.cases.replies.lateness import LONGEST_REASON
from portal.people.details import ReadingPurpose
from portal.web.case_words import PURPOSES, WAYS
from portal.web.console.words import CHOSEN_KINDS, REFUSALS, SIGNING_FORMS, SUBJECTS
from portal.web.forms import GraphemeLimit, StaffForm, tidy

NEEDED = InputRequired(_l("This field is required."))
READ_BY_SENDER = _l("The sender reads this.")
READ_BY_COLLEAGUES = _l("Colleagues read this, the sender never does.")
# What is a complaint or denunciation is sealed: refused it would lie open for ever.
OFFERED = {
    code: words for code, words in REFUSALS.items() if code is not Refusal.COMPLAINT_OR_DENUNCIATION
}


def text_area(label: Any, limit: int = LONGEST_TEXT, hint: Any = "") -> TextAreaField:
    checks = [NEEDED, GraphemeLimit(limit)]
    return TextAreaField(label, description=hint, filters=[tidy], validators=checks)


def line(label: Any, limit: int, hint: Any = "") -> StringField:
    checks = [NEEDED, Length(max=limit)]
    return StringField(label, description=hint, filters=[tidy], validators=checks)


def choices(words: dict[Any, Any]) -> list[SelectChoice]:
    return [SelectChoice(value=code.value, label=label) for code, label in words.items()]


class ActForm(StaffForm):
    """What every form about a case carries."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class AnswerForm(ActForm):
    """A form whose act may be late, and then has to say why."""

    late_reason = TextAreaField(
        _l("Why does the answer come late?"),
        description=READ_BY_SENDER,
        filters=[tidy],
        validators=[GraphemeLimit(LONGEST_REASON)],
    )

    def ask_why_late(self, *, is_late: bool) -> None:
        """Keep the question only where it is due."""
        if not is_late:
            del self.late_reason

    @property
    def why_late(self) -> str:
        return self.late_reason.data or "" if "late_reason" in self else ""


class CheckboxesField(SelectMultipleField):
    """Several choices, each with a box of its own."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class LaneForm(ActForm):
    """The lane, confirmed or corrected."""

    kind = RadioField(
        _l("Kind"), coerce=CaseKind, choices=choices(CHOSEN_KINDS), validators=[NEEDED]
    )
    subject = RadioField(
        _l("Subject"), coerce=Subject, choices=choices(SUBJECTS), validators=[NEEDED]
    )


class AcceptForm(LaneForm):
    """The lane, and the procedure if it is about one."""

    procedure = StringField(
        _l("Administrative procedure it is about"),
        description=_l("Its code or its name; leave it empty if it is about none."),
        filters=[tidy],
        validators=[Optional(), Length(max=1500)],
    )


class AskForm(ActForm):
    """A question to the sender."""

    question = text_area(_l("What do you need to know?"), hint=READ_BY_SENDER)


class SupplyForm(ActForm):
    """What the sender answered by telephone or at the counter."""

    answer = text_area(_l("What the sender answered"), hint=READ_BY_SENDER)


class ResumeForm(ActForm):
    """Why the case goes on without an answer."""

    reason = text_area(_l("Why it goes on without an answer"), hint=READ_BY_SENDER)


class TellForm(ActForm):
    """In which way the sender was told."""

    way = RadioField(
        _l("How was the sender told?"), coerce=ReplyBy, choices=choices(WAYS), validators=[NEEDED]
    )


class RefuseForm(ActForm):
    """Why a petition is not accepted, and where to turn instead."""

    refusal = RadioField(
        _l("Reason"), coerce=Refusal, choices=choices(OFFERED), validators=[NEEDED]
    )
    words = text_area(_l("The reason in your words"), hint=READ_BY_SENDER)
    right_address = line(
        _l("Where the sender can turn"), 200, _l("Office, address, hours. The sender reads this.")
    )


class ForwardForm(ActForm):
    """Which office receives the petition, and why."""

    receiver = line(
        _l("Receiving office"), 200, _l("Choose from the list or write another office.")
    )
    reason = text_area(_l("Why it is theirs to decide"), hint=READ_BY_SENDER)


class AssignForm(ActForm):
    """The one responsible unit, perhaps with an officer of it."""

    unit_id = RadioField(_l("Responsible unit"), coerce=int, validators=[NEEDED])
    officer_id = SelectField(_l("Officer"), coerce=int, validators=[Optional()])
    beside = CheckboxesField(
        _l("Coordinating units"),
        coerce=int,
        description=_l("They read the case and add notes; only the responsible unit answers."),
        validators=[Optional()],
    )


class GiveBackForm(ActForm):
    """Why a case is another unit's."""

    reason = text_area(_l("Why it is not yours, and whose it is"), hint=READ_BY_COLLEAGUES)


class ExtendForm(ActForm):
    """A later day for the answer, and why."""

    due_on = DateField(_l("The new day of the answer"), validators=[NEEDED])
    reason = text_area(_l("Why the answer needs longer"), hint=READ_BY_SENDER)


class NoteForm(ActForm):
    """A note for colleagues."""

    note = text_area(_l("Note"), hint=READ_BY_COLLEAGUES)


class ReplyForm(AnswerForm):
    """The words of an answer."""

    reply = text_area(
        _l("Reply"), LONGEST_REPLY, _l("Write as you would speak to the sender: plainly, politely.")
    )


class ReturnForm(ActForm):
    """Remarks on a draft."""

    remarks = text_area(_l("What should change"), hint=_l("The drafter reads this."))


class ApproveForm(AnswerForm):
    """Approval needs no words, unless the answer has become late."""


class SignForm(AnswerForm):
    """What stands on the signed original."""

    document_number = line(_l("Number"), 60, _l("For example: 214/UBND-KT"))
    document_on = DateField(_l("Date"), validators=[NEEDED])
    signing_form = RadioField(
        _l("Signs"),
        coerce=SigningForm,
        choices=choices(SIGNING_FORMS),
        default=SigningForm.TM,
        validators=[NEEDED],
    )
    document_signer = line(_l("Signer"), 120, _l("Name and office"))
    signed_file = FileField(
        _l("The signed file"),
        description=_l("PDF or a picture of the signed original; the sender can fetch it."),
    )


class PublishForm(ActForm):
    """The public copy."""

    public_story = text_area(_l("What the sender wrote, for everyone to read"))
    public_reply = text_area(_l("What the commune answered, for everyone to read"), LONGEST_REPLY)
    looked = BooleanField(_l("I have looked at each of these places; what stays names nobody"))


class UnpublishForm(ActForm):
    """Why a copy is taken down."""

    reason = text_area(_l("Why it is taken down"), hint=_l("Stays in the file of the case."))


class PurposeForm(StaffForm):
    """What a contact is opened for."""

    purpose = RadioField(
        _l("What do you need it for?"),
        coerce=ReadingPurpose,
        choices=choices(PURPOSES),
        validators=[NEEDED],
    )


class NewCodeForm(ActForm):
    """The clerk's word that an identity was shown."""

    identity_was_shown = BooleanField(
        _l("The sender stands here and has shown who they are; name and papers agree")
    )
