"""The envelope of a sent rating, and its answers checked against the questionnaire."""

from dataclasses import dataclass

from flask import request
from flask_babel import LazyString

from portal.fieldwork.places import Place
from portal.web.citizen.rating_messages import FAULTS, LEAVE_EMPTY
from portal.web.citizen.rating_page import Typed, instrument_at
from surveys.answers import WHOLE_FORM, Answers, AnswersError, check

# What is sent with a rating besides the answers; `website` is a trap for machines.
ENVELOPE = frozenset({"submission", "procedure", "website"})


@dataclass(frozen=True)
class Sent:
    """A rating as it was sent; `answers` is None when something is wrong with it."""

    token: str
    procedure: str
    typed: Typed
    answers: Answers | None


def read_rating(place: Place) -> Sent:
    """Read the form of this request; nothing typed is lost whatever is wrong."""
    sent = request.form.to_dict()
    values = {name: text for name, text in sent.items() if name not in ENVELOPE}
    answers, problems = _checked(place, values)
    general = problems.pop(WHOLE_FORM, None)
    if sent.get("website"):
        general = LEAVE_EMPTY
    typed = Typed(values, problems, general)
    is_fine = not problems and general is None
    return Sent(
        token=sent.get("submission", ""),
        procedure=sent.get("procedure", ""),
        typed=typed,
        answers=answers if is_fine else None,
    )


def _checked(place: Place, values: dict[str, str]) -> tuple[Answers | None, dict[str, LazyString]]:
    instrument = instrument_at(place)
    try:
        return check(instrument, values), {}
    except AnswersError as error:
        known = {question.code for question in instrument.questions}
        # A question we never asked has no place on the page: the form as a whole is at fault.
        return None, {
            code if code in known else WHOLE_FORM: FAULTS[fault]
            for code, fault in error.faults.items()
        }
