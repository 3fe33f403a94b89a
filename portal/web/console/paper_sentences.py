"""What the domain's codes about paper are called on a page."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "sheet_unknown": _l("No sheet with this number was printed for this survey."),
    "sheet_taken": _l("The sheet with this number has been typed already. Was it copied?"),
    "own_entry": _l("You typed this sheet the first time. Somebody else has to type it again."),
    "sheet_moved_on": _l("Somebody else has dealt with this sheet in the meantime."),
    "sheet_unreadable": _l(
        "What was typed first cannot be opened any more. Throw it away and type the sheet anew."
    ),
    "day_closed": _l("This day lies in a period that is closed."),
}
