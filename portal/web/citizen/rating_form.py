"""The envelope of a sent rating, and its answers checked against the questionnaire."""

from dataclasses import dataclass

from flask import request
from flask_babel import LazyString

from portal.fieldwork.places import Place
from portal.web.citizen.rating_messages import LEAVE_EMPTY, fault_words
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
        asked = {question.code: question for question in instrument.questions}
        # A question we never asked has no place on the page: the form as a whole is at fault.
        return None, {
            code if code in asked else WHOLE_FORM: fault_words(fault, asked.get(code))
            for code, fault in error.faults.items()
        }


def words_typed() -> str:
    """Return what was written by hand in the form of this request, whichever questionnaire it was.

    The code of an answer has no blank in it; the usual comment may be a single word.
    """
    return "\n".join(
        text
        for name, text in request.form.items()
        if name not in ENVELOPE and (name == "comment" or " " in text.strip())
    )
