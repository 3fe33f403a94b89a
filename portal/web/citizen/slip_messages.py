"""What can go wrong with the code of a slip, in words."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

MISTYPED: dict[str, LazyString] = {
    "length": _l("A slip’s code has 10 letters and digits. Please compare it with the slip."),
    "symbol": _l(
        "No code has a 0, O, 1, I or L in it. Please look at the slip again: it may be D, Q, J, 7."
    ),
    "check": _l("One letter or digit seems wrong. Please compare it with the slip."),
}
UNKNOWN = _l(
    "No slip of ours has this code. Please compare it with the slip; a very old slip is no longer "
    "known."
)
TOO_MANY_TRIES = _l("Very many codes were tried from your network. Please wait ten minutes.")
