"""What stands in the way of a file of answers, in words."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from portal.fieldwork.imported.moments import DayOrder
from portal.fieldwork.imported.reading import Fault

SENTENCES: dict[str, LazyString] = {
    "file_repeated": _l("This very file was taken over before. Its answers would count twice."),
    "file_unreadable": _l("The file cannot be opened any more. Throw it away and bring it again."),
    "file_moved_on": _l("Somebody else has taken this file over, or thrown it away."),
    "file_still_open": _l(
        "Some lines cannot be taken over yet. Give their answers a meaning, or say that they stay "
        "behind."
    ),
}
FAULTS: dict[Fault, LazyString] = {
    Fault.NO_DAY: _l("no day can be read here"),
    Fault.FUTURE_DAY: _l("this day has not come yet"),
    Fault.UNKNOWN_ANSWER: _l("this answer has no meaning yet"),
    Fault.NOT_FITTING: _l("the line does not fit the questionnaire, or says nothing"),
}
ORDERS: dict[DayOrder, LazyString] = {
    DayOrder.DAY_FIRST: _l("day / month / year"),
    DayOrder.MONTH_FIRST: _l("month / day / year"),
}
