"""What is wrong with a field of a console form, in words."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

FAULTS: dict[str, LazyString] = {
    "late_reason.required": _l("The due date has passed. Please say why, in words for the sender."),
    "unit_id.not_internal": _l("Choose a unit of the commune. Others receive a transfer slip."),
    "officer_id.not_of_the_unit": _l("This officer does not belong to the unit chosen."),
    "other.unknown": _l("There is no such case, or you may not see it."),
    "other.itself": _l("This is the case itself."),
    "other.is_merged": _l("That case waits for the answer to another one itself; name that one."),
    "other.not_with_a_unit": _l("Only a case that a unit is handling now can answer for others."),
    "other.other_lane": _l("The two are of another kind or subject; each goes its own lane."),
    "other.reopened": _l("A case that was reopened is decided by itself."),
    "other.promised_later": _l(
        "The other case is promised for a later day. Merge the other way round, so that nobody "
        "waits longer."
    ),
    "stand_in_id.itself": _l("Nobody stands in for themselves."),
    "stand_in_id.not_active": _l("This account is closed."),
    "stand_in_id.no_duties": _l("This role has no duties at cases to lend."),
    "stand_in_id.not_permitted": _l("This role may not stand in for that one."),
    "stand_in_id.other_unit": _l("Choose somebody of the same unit."),
    "stand_in_id.away_too": _l("This person is away on some of these days."),
    "to_on.in_the_past": _l("These days are over."),
    "to_on.before_from": _l("The last day lies before the first."),
    "to_on.too_long": _l("That is too long for a stand-in; hand the work over instead."),
    "to_on.overlaps": _l("Somebody stands in on some of these days already."),
    "target.itself": _l("The work is there already."),
    "target.not_internal": _l("Choose a unit of the commune."),
    "target.not_of_the_unit": _l("This officer does not belong to the unit chosen."),
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
    "unit_id.named": _l("The case names this unit or somebody of it; another one handles it."),
    "officer_id.named": _l("The case names this person; somebody else handles it."),
    "named.unknown": _l("This unit or person is not of this office any more."),
    "named.leaders": _l("What names the chairperson or a deputy is sealed and handed over."),
    "named.same": _l("The case names them already."),
    "handler_id.named": _l("The case names this person or their unit; choose somebody else."),
    "handler_id.not_a_keeper": _l("This person cannot keep sealed cases."),
    "subject.same_lane": _l("The case is in this lane already."),
    "pages.out_of_range": _l("Please write the number of printed pages."),
    "points.too_many": _l("These are too many points. Please put some of them together."),
    "task_due_on.required": _l("Please say by which day it is to be done."),
    "task_due_on.in_the_past": _l("This day has gone by already."),
    "name.taken": _l("There is already one of this name."),
    "name.too_many": _l("There are as many templates as there can be."),
    "says_nothing": _l(
        "“Noted” or “passed on” alone answers nothing. Please say what it came to, in plain words."
    ),
    "required": _l("This field is required."),
    "too_long": _l("This is too long."),
}
UNFIT = _l("This does not fit.")


def fault(field: str, code: str) -> LazyString:
    """Return the words for a fault code of a field."""
    return FAULTS.get(f"{field}.{code}") or FAULTS.get(code) or UNFIT
