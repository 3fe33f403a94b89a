"""What the ways of paper are called on the console, and what can be wrong with a typed sheet."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from portal.errors import DomainError, InvalidInputError
from portal.fieldwork.paper.errors import DayClosedError
from portal.fieldwork.paper.fields import PaperField, Typing
from portal.fieldwork.paper.kinds import Channel
from portal.reports.labels import period_name
from portal.web.citizen.rating_messages import fault_words
from portal.web.i18n import lang
from portal.web.messages import sentence
from surveys.instrument import Question
from surveys.kind import AnswerFault

CHANNELS: dict[Channel, LazyString] = {
    Channel.PAPER: _l("On paper"),
    Channel.HOUSEHOLD: _l("On paper, visited at home"),
    Channel.PHONE: _l("Asked by telephone"),
    Channel.ASSISTED: _l("Helped by the digital team"),
}
FIELD_OF = {"sheet_unknown": "number", "sheet_taken": "number", "day_closed": "given_on"}
HEAD_FAULTS: dict[str, LazyString] = {
    "given_on.in_the_future": _l("This day has not come yet."),
    "given_on.outside_survey": _l("On this day the survey was not asked."),
    "place.not_asked_here": _l("The survey is not asked at this place, or it is out of use."),
    "number.required": _l("Type the number that is printed on the sheet."),
    "sheets.out_of_range": _l("Print from 1 to 300 sheets at a time."),
    "language.not_translated": _l("The questionnaire does not exist in all these languages."),
    "one_in.out_of_range": _l("Give a number from 1 (all sheets) to 100."),
    "reason.required": _l("Say why not all sheets are typed twice."),
    "reason.too_long": _l("This is too long."),
}
UNKNOWN_DIGIT = _l("No box of this question has this digit.")


def refusal(error: DomainError) -> tuple[str, str]:
    """Return the field of a form that an error belongs to ("" for none), and its words."""
    if isinstance(error, InvalidInputError):
        name, fault = next(iter(error.fields.items()))
        return name, str(HEAD_FAULTS[f"{name}.{fault}"])
    if isinstance(error, DayClosedError):
        return "given_on", day_closed(error)
    return FIELD_OF.get(error.code, ""), str(sentence(error))


def day_closed(error: DayClosedError) -> str:
    """Name the period that a day lies in, and what is left to do."""
    period = period_name(str(error.data["key"]), str(error.data["name"]), lang())
    words = _l(
        "This day lies in %(period)s, which is closed: its figures were given out and stay as they "
        "are. Keep the sheet; a figure that has to be put right gets an erratum on the page of "
        "its results.",
        period=period,
    )
    return str(words)


def typing_fault(fault: AnswerFault, field: PaperField, question: Question | None) -> LazyString:
    """Return what is wrong with a typed field."""
    if fault is AnswerFault.NOT_AN_OPTION and field.typing in {Typing.ONE, Typing.SEVERAL}:
        return UNKNOWN_DIGIT
    if fault is AnswerFault.MISSING and not field.required:
        return _l("Type what the paper says, or a dash (-) if nothing stands there.")
    return fault_words(fault, question)
