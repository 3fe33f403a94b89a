"""By which ways ratings came in, in words."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from portal.ratings.contents import KIOSK, SIGN, SLIP
from portal.web.i18n import number

WAYS: Mapping[str, LazyString] = {
    SIGN: _l("by the code at the counter"),
    SLIP: _l("with a one-time slip"),
    KIOSK: _l("on the tablet at the counter"),
    "paper": _l("on paper"),
    "household": _l("on paper at home"),
    "phone": _l("asked by telephone"),
    "assisted": _l("with the digital team"),
    "import": _l("from a file"),
}


def ways_in(channels: Mapping[str, int]) -> str:
    """Say how many ratings came which way, as far as it may be shown; "" if nothing may."""
    most_first = sorted(channels.items(), key=lambda pair: (-pair[1], pair[0]))
    return " · ".join(f"{number(n)} {WAYS.get(name, name)}" for name, n in most_first)
