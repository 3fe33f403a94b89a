"""How uploads are read: each file capped on its own, so that one too large costs only itself."""

from typing import IO

from flask import Request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from portal.files.cleaning import MAX_BYTES
from portal.files.errors import Refusal
from portal.files.spool import CappedSpool

REFUSALS: dict[Refusal, LazyString] = {
    Refusal.UNKNOWN_TYPE: _l("is neither a photo nor a PDF"),
    Refusal.TOO_LARGE: _l("is larger than 10 MB"),
    Refusal.TOO_MANY_PIXELS: _l(
        "has too many pixels; please take a screenshot of it or a smaller photo and send that"
    ),
    Refusal.TOO_MANY_PAGES: _l("has too many pages"),
    Refusal.DAMAGED: _l("cannot be opened; it may be damaged"),
    Refusal.ENCRYPTED: _l("is locked with a password"),
    Refusal.UNSUPPORTED_HERE: _l("is of a kind we cannot read here; please send a JPG or PNG"),
    Refusal.EMPTY: _l("is empty"),
}


class PortalRequest(Request):
    """A request whose files are written to capped spools while it is still being read."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return CappedSpool(MAX_BYTES)
