"""What is said about remedial plans on the console: faults, refusals, tones."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from portal.errors import InvalidInputError
from portal.remedies.kinds import Listing, MeasureState
from portal.web.forms import StaffForm

TONES: Mapping[MeasureState, str] = {
    MeasureState.PLANNED: "waiting",
    MeasureState.DOING: "ok",
    MeasureState.DONE: "soon",
    MeasureState.EFFECTIVE: "done",
}
LISTINGS: Mapping[Listing, LazyString] = {
    Listing.OPEN: _l("Under way"),
    Listing.MINE: _l("Mine and my unit’s"),
    Listing.LATE: _l("Overdue"),
    Listing.WEEK: _l("Due this week"),
    Listing.RECHECK: _l("Waiting for a re-check"),
    Listing.ALL: _l("All measures"),
}
SENTENCES: dict[str, LazyString] = {
    "not_your_measure": _l(
        "Only the person named and the head of the unit say how this measure goes."
    ),
    "own_measure": _l(
        "You answer for this measure or reported it done. Somebody else has to look whether it "
        "helped."
    ),
    "moved_already": _l(
        "The day of this measure has been moved as often as the commune’s rule lets it. A re-check "
        "can set a new one."
    ),
    "finding_in_use": _l("This finding has a measure, so it stays. You can still reword it."),
}
FAULTS: dict[str, LazyString] = {
    "required": _l("This field is required."),
    "too_long": _l("This is too long."),
    "in_the_past": _l("This day has passed."),
    "in_the_future": _l("This day has not come yet."),
    "far_away": _l("This day is too far away."),
    "same_day": _l("This is the day it has already."),
    "same_owner": _l("They answer for it already."),
    "not_of_the_unit": _l("This person does not belong to the unit chosen."),
    "new_day_required": _l(
        "It did not help, so please choose the day until which it is tried again."
    ),
    "not_shown": _l(
        "This figure is not shown for this period, so there would be nothing to compare."
    ),
    "linked": _l("This stands behind the finding already."),
    "no_such_case": _l("There is no such case, or it is not for you to see."),
}


def put_faults(form: StaffForm, error: InvalidInputError) -> None:
    """Put what the domain found wrong at the fields of the form, which bear the same names."""
    for name, fault in error.fields.items():
        form[name].errors = [FAULTS[fault]]
