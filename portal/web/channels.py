"""How answers came in, in words beside the figures they are counted in."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from portal.web.i18n import number

CHANNELS: dict[str, LazyString] = {
    "qr": _l("by the code at the counter"),
    "paper": _l("on paper"),
    "household": _l("on paper at home"),
    "phone": _l("asked by telephone"),
    "assisted": _l("with the digital team"),
    "import": _l("from a file"),
}


def channel_mix(counted: Mapping[str, int]) -> str:
    """Return the ways with their numbers, the most used first; "" unless there are several."""
    if len(counted) < 2:
        return ""
    most_first = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{CHANNELS.get(code, code)} {number(n)}" for code, n in most_first)
