"""What can go wrong with reporting periods, in words."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "period_not_found": _l("There is no such reporting period, or it has not begun."),
    "schedule_over": _l("This period is over: when it becomes public can no longer be changed."),
    "period_final": _l("This period is final and stays as it is."),
    "period_in_use": _l("Units have written for this period, or figures were entered: it stays."),
    "own_entry": _l("You entered this figure yourself. Somebody else has to check it."),
    "period_not_over": _l("This period is not over its cut-off date yet."),
    "period_unsettled": _l(
        "Ratings of this period still wait and could not be counted, so it cannot be closed. Ask "
        "who keeps the server to run “portal doctor”."
    ),
    "printing_failed": _l(
        "The PDF could not be made on this server. Take the Word file and print it from there."
    ),
    "period_taken": _l("There is already a period with this key."),
}
