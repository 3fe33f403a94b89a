"""What kinds, states and faults of posters are called on a page."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from portal.documents.posters.poster import Format
from portal.fieldwork.posters.kinds import NOTICE, RevokeReason

PAPERS: dict[str, LazyString] = {
    Format.A4: _l("Poster A4"),
    Format.A5: _l("Poster A5"),
    Format.TENT: _l("Table tent, folded from A4"),
    Format.STICKERS: _l("Stickers, 24 on A4"),
    NOTICE: _l("Notice on sending petitions"),
}
REASONS: dict[RevokeReason, LazyString] = {
    RevokeReason.LOST: _l("Lost"),
    RevokeReason.TORN_DOWN: _l("Torn down or worn"),
    RevokeReason.MOVED: _l("The counter has moved"),
    RevokeReason.MISPRINTED: _l("Printed with a mistake"),
}
GAPS: dict[str, LazyString] = {
    "address": _l("address"),
    "phone": _l("telephone"),
    "hours": _l("opening hours"),
    "reception": _l("when and where citizens are received"),
}
