"""Ending the letters about a petition by the link at their foot: nobody signs in."""

from flask import Blueprint, render_template, request

from portal.cases.store import case_by_id
from portal.errors import NotFoundError
from portal.notices.writing.stopping import case_of_token
from portal.offices.store import authority_by_id
from portal.people.mailing import stop_mail
from portal.web.security import everyone
from portal.web.session import config, database, request_now, show_authority

bp = Blueprint("letters", __name__)


@bp.route("/thu/<token>", methods=["GET", "POST"])
@everyone
def stop(token: str) -> str:
    """Ask first, for scanners of mail open every link; a mail program may post at once (RFC 8058).

    No form is checked: the address itself is the proof, and the act harms nobody.
    """
    case_id = case_of_token(config().keys, token)
    is_done = request.method == "POST"
    with database().reading() as session:
        case = case_by_id(session, case_id) if case_id is not None else None
        if case is None:
            raise NotFoundError
        show_authority(authority_by_id(session, case.authority_id))
    if is_done:
        with database().writing() as session:
            stop_mail(session, case.id, now=request_now())
    return render_template("citizen/letters.html", is_done=is_done)
