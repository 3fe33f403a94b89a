"""The signed document, handed to the holder of the access code as a download."""

from flask import Blueprint, Response, send_file

from portal.cases.kinds import State
from portal.cases.replies.issuing.signing import FROM_OFFICE
from portal.errors import NotFoundError
from portal.files.store import attachment_of
from portal.web.citizen.tracking import case_behind
from portal.web.security import everyone
from portal.web.session import database, shelf

bp = Blueprint("signed", __name__)


@bp.get("/tra-cuu/<token>/van-ban/<int:file_id>")
@everyone
def fetch(token: str, file_id: int) -> Response:
    """Hand out a signed file once the case is answered; `PassExpiredError` ends the pass."""
    with database().reading() as session:
        case = case_behind(session, token)
        row = attachment_of(session, case.id, file_id)
        is_told = case.state == State.ANSWERED and case.handler_id is None
        if row is None or row.origin != FROM_OFFICE or not is_told:
            raise NotFoundError(file_id=file_id)
        name, key, media_type = f"{case.reference}.{row.extension}", row.key, row.media_type
    answer = send_file(
        shelf().open(key), mimetype=media_type, as_attachment=True, download_name=name
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
