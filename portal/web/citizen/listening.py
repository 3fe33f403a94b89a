"""Hearing a question: the recording that a second person has opened, and no other."""

from flask import Blueprint, Response, send_file

from portal.errors import NotFoundError
from portal.fieldwork.tongues.store import open_clip
from portal.web.security import everyone
from portal.web.session import database, shelf
from portal.web.wire import YEAR_SECONDS

bp = Blueprint("listening", __name__)

DIGEST_LETTERS = 12


@bp.get("/nghe/<int:clip_id>/<name>")
@everyone
def clip(clip_id: int, name: str) -> Response:
    """Send a recording; its name is made of its content, so a browser may keep it."""
    with database().glancing() as connection:
        found = open_clip(connection, clip_id)
    if found is None or not name.startswith(found.sha256.hex()[:DIGEST_LETTERS]):
        raise NotFoundError(clip=clip_id)
    # Telephones ask for a recording in parts, which send_file answers by itself.
    response = send_file(shelf().open(found.key), mimetype=found.media_type)
    response.headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"
    return response
