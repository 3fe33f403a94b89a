"""The forms of lanes: another lane, an explanation, thanks, a split, and what is sealed."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectChoice, SelectField
from wtforms.validators import InputRequired, NumberRange

from portal.cases.handling.wording import LONGEST_REPLY
from portal.cases.intake.petition import LONGEST_STORY
from portal.cases.kinds import CaseKind, Subject
from portal.cases.sealing.sealing import LONGEST_RECEIVER, MOST_PAGES
from portal.offices.models import Staff, Unit
from portal.web.console.forms import (
    NEEDED,
    READ_BY_SENDER,
    ActForm,
    LaneForm,
    choices,
    line,
    text_area,
)
from portal.web.console.words import CHOSEN_KINDS, FORMAL_KINDS, SUBJECTS
from portal.web.forms import WholeNumber


class ReclassifyForm(LaneForm):
    """Another lane, and why."""

    reason = text_area(_l("Why it goes another way"), hint=READ_BY_SENDER)


class UnitForm(ActForm):
    """One unit of the commune."""

    unit_id = RadioField(_l("Unit"), coerce=int, validators=[NEEDED])

    def offer(self, units: Iterable[Unit]) -> None:
        self.unit_id.choices = [SelectChoice(value=unit.id, label=unit.name) for unit in units]


class AskExplanationForm(UnitForm):
    """Which unit is to explain, and what."""

    request = text_area(
        _l("What the unit is to explain"),
        hint=_l(
            "The unit reads only this, not the petition. Name the matter and the day; do not name "
            "the sender, and do not quote what would give the sender away."
        ),
    )


class ExplainForm(ActForm):
    """What the unit says to it."""

    words = text_area(
        _l("Explanation of the unit"),
        hint=_l("What was done, when, by which rule, and what follows. It goes into the case."),
    )


class ThankForm(UnitForm):
    """Thanks to the sender, and the unit that is praised."""

    words = text_area(_l("Thanks to the sender"), LONGEST_REPLY, READ_BY_SENDER)


class SplitForm(ActForm):
    """The part of a letter that goes its own way."""

    words = text_area(
        _l("The part that becomes a case of its own"),
        LONGEST_STORY,
        _l("Keep the sender’s words; take away what belongs to the other matter."),
    )
    kind = RadioField(
        _l("Kind of this part"),
        coerce=CaseKind,
        choices=choices(CHOSEN_KINDS),
        validators=[NEEDED],
    )
    subject = RadioField(
        _l("Subject of this part"),
        coerce=Subject,
        choices=choices(SUBJECTS),
        validators=[NEEDED],
    )


class _HandlerForm(ActForm):
    """Who alone reads a sealed case."""

    handler_id = SelectField(
        _l("Who keeps it"),
        coerce=int,
        description=_l("From then on nobody else reads it. Never somebody it speaks of."),
        validators=[InputRequired()],
    )

    def offer(self, keepers: Iterable[Staff]) -> None:
        self.handler_id.choices = [
            SelectChoice(value=person.id, label=person.display_name) for person in keepers
        ]


class SealForm(_HandlerForm):
    """What was recognised, and why."""

    kind = RadioField(
        _l("What it is"), coerce=CaseKind, choices=choices(FORMAL_KINDS), validators=[NEEDED]
    )
    reason = text_area(
        _l("How you know"), hint=_l("Only the person who keeps it reads this; it is erased later.")
    )


class EntrustForm(_HandlerForm):
    """Another person to keep a sealed case."""


class HandOverForm(ActForm):
    """To whom the papers went."""

    receiver = line(_l("Receiving office"), LONGEST_RECEIVER)
    pages = WholeNumber(
        _l("Number of pages"), validators=[InputRequired(), NumberRange(1, MOST_PAGES)]
    )


class PurgeForm(ActForm):
    """The word that nothing is needed here any more."""

    is_signed = BooleanField(
        _l("The record of the handover is signed by both sides"), validators=[NEEDED]
    )
