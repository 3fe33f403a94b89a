"""How uploads are read: each file capped on its own, so that one too large costs only itself."""

from typing import IO

from flask import Request

from portal.files.cleaning import MAX_BYTES
from portal.files.spool import CappedSpool


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
