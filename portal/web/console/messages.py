"""What is wrong with a field of a console form, in words."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

FAULTS: dict[str, LazyString] = {
    "late_reason.required": _l("The due date has passed. Please say why, in words for the sender."),
    "unit_id.not_internal": _l("Choose a unit of the commune. Others receive a transfer slip."),
    "officer_id.not_of_the_unit": _l("This officer does not belong to the unit chosen."),
    "beside.in_charge": _l("This unit is responsible already; others can coordinate."),
    "beside.not_internal": _l("Only units of the commune coordinate."),
    "beside.too_many": _l("These are too many units to coordinate."),
    "procedure.unknown": _l("No procedure has this code or name. Leave it empty if unsure."),
    "procedure.several": _l("Several procedures fit; please choose one with its code."),
    "words.nothing_asked": _l("Say at least one thing by which a case is recognised."),
    "words.too_many": _l("These are too many words for one rule."),
    "valid_from.required": _l("Please say from which day the rule holds."),
    "document_on.in_the_future": _l("This day has not come yet."),
    "document_on.before_receipt": _l("On this day the petition had not come in yet."),
    "due_on.after_promise": _l("This day lies after the day promised to the sender."),
    "due_on.not_later": _l("This day does not lie after the day promised."),
    "due_on.beyond_longest": _l("This day lies beyond the longest term; see above."),
    "due_on.not_a_working_day": _l("Offices do not work on this day."),
    "identity_was_shown.required": _l("Without a shown identity no new code may be given."),
    "handler_id.not_a_keeper": _l("This person cannot keep sealed cases."),
    "subject.same_lane": _l("The case is in this lane already."),
    "pages.out_of_range": _l("Please write the number of printed pages."),
    "required": _l("This field is required."),
    "too_long": _l("This is too long."),
}
UNFIT = _l("This does not fit.")


def fault(field: str, code: str) -> LazyString:
    """Return the words for a fault code of a field."""
    return FAULTS.get(f"{field}.{code}") or FAULTS.get(code) or UNFIT
