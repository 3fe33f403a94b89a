"""What can go wrong with a rating, in words."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from portal.web.i18n import number
from surveys.instrument import Question
from surveys.kind import AnswerFault
from surveys.kinds.choices import OTHER_LIMIT
from surveys.kinds.numbers import Number, Percent
from surveys.kinds.written import LongText, ShortText

SENTENCES: dict[str, LazyString] = {
    "survey_closed": _l("The survey ended while you were writing. Nothing was sent."),
    "submission_differs": _l(
        "A rating from this page has already been counted. To give another one, press send again."
    ),
    "code_mistyped": _l("This code has a typing error."),
}

MISTYPED: dict[str, LazyString] = {
    "length": _l("A code has 7 letters and digits. Please compare it with the sign."),
    "symbol": _l(
        "No code has a 0, O, 1, I or L in it. Please look at the sign again: it may be D, Q, J, 7."
    ),
    "check": _l("One letter or digit seems wrong. Please compare it with the sign."),
}

UNKNOWN = _l("No place of ours has this code. Please compare it with the sign.")

FAULTS: dict[AnswerFault, LazyString] = {
    AnswerFault.UNKNOWN_QUESTION: _l(
        "The page sent something it does not ask. Please check your answers and send them again."
    ),
    AnswerFault.NOT_AN_OPTION: _l("Please choose one of the answers shown."),
    AnswerFault.NOT_A_NUMBER: _l("Please give a whole number."),
    AnswerFault.OUT_OF_RANGE: _l("This number does not fit the question."),
    AnswerFault.TOO_LONG: _l("This is too long."),
    AnswerFault.MISSING: _l("Please answer this question."),
    AnswerFault.NOTHING_ANSWERED: _l("Please give your rating on at least one question."),
}


def fault_words(fault: AnswerFault, question: Question | None) -> LazyString:
    """Return the words for a fault; with the numbers of the question where they help."""
    kind = None if question is None else question.kind
    if fault is AnswerFault.OUT_OF_RANGE and isinstance(kind, Number | Percent):
        least, most = (number(end) for end in kind.ends)
        return _l("Please give a number from %(least)s to %(most)s.", least=least, most=most)
    if fault is AnswerFault.TOO_LONG:
        limit = kind.limit if isinstance(kind, LongText | ShortText) else OTHER_LIMIT
        return _l("Please keep to %(limit)s letters.", limit=number(limit))
    return FAULTS[fault]


TOO_MANY = _l(
    "Very many ratings came from your network just now. What you chose is still here; please "
    "send it again in ten minutes."
)
LEAVE_EMPTY = _l("One field is there for machines only and has been emptied. Please send again.")
NO_PROCEDURE = _l("This procedure is not on the commune’s list. Please choose again.")
